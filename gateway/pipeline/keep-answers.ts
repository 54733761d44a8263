import { hash } from 'node:crypto';
import { OperationTypeNode, print } from 'graphql';
import { policyOf, setPolicy } from '../cache/answer-policy.js';
import type { Entry } from '../cache/cache-store.js';
import type { GatewayCache } from '../cache/gateway-cache.js';
import { slotOf } from '../cache/slots.js';
import type { Program } from '../execute/program.js';
import type { RequestContext } from '../request-context.js';
import type { OperationAnswer } from './handle-operation.js';
import { KeptAnswer } from './kept-answer.js';
import type { PreparedOperation } from './prepare-operation.js';
import type { Snapshot } from './snapshot.js';

export interface KeepableQuery {
  readonly snapshot: Snapshot;
  readonly operation: PreparedOperation;
  readonly program: Program;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: RequestContext;
}

export interface Executed {
  readonly answer: OperationAnswer;
  /** Whether another's execution was joined, which may be older than what was dropped. */
  readonly isJoined: boolean;
}

/** Answers a query from what was kept, or executes it and keeps the answer for as long as all in it says. */
export type KeepAnswer = (query: KeepableQuery, execute: () => Promise<Executed>) => Promise<OperationAnswer>;

export function createAnswerKeeping(
  { store, headersKey, vary }: GatewayCache,
  onLookup: (isHit: boolean) => void,
): KeepAnswer {
  return async ({ snapshot, operation, program, variables, context }, execute) => {
    const rules = keepingOf(program, operation, snapshot);
    if (rules === null) return (await execute()).answer;
    const text = JSON.stringify([rules.key, headersKey(context.headers), variables]);
    const wanted = { key: hash('sha256', text, 'base64url'), slots: () => rules.slots };
    const reading = store.read([wanted]);
    const [found] = reading instanceof Promise ? await reading : reading;
    const known = found!.entry && recalled(found!.entry, vary);
    onLookup(known !== null);
    if (known) return known;
    const { answer, isJoined } = await execute();
    const policy = policyOf(answer);
    const isWhole = answer.errors === undefined && answer.extensions === undefined && answer.data !== null;
    if (isJoined || found!.mark === null || !policy || policy.isPrivate || !isWhole) return answer;
    const storedAtMs = Date.now();
    const { freshUntilMs } = policy;
    const times = { storedAtMs, freshUntilMs, keptUntilMs: freshUntilMs };
    store.write([
      { ...times, key: wanted.key, slots: rules.slots, mark: found!.mark, text: JSON.stringify({ data: answer.data }) },
    ]);
    return answer;
  };
}

/** Null for one that has expired. */
function recalled({ text, storedAtMs, freshUntilMs }: Entry, vary: string): OperationAnswer | null {
  const now = Date.now();
  if (freshUntilMs <= now) return null;
  const answer = new KeptAnswer(text);
  const maxAgeSeconds = Math.ceil((freshUntilMs - storedAtMs) / 1_000);
  const ageSeconds = Math.max(0, Math.floor((now - storedAtMs) / 1_000));
  setPolicy(answer, { maxAgeSeconds, freshUntilMs, ageSeconds, isPrivate: false, vary });
  return answer;
}

interface Keeping {
  readonly key: string;
  readonly slots: readonly string[];
}

const keepings = new WeakMap<Program, Keeping | null>();

/** Whether the answers of a program can be kept at all, and under what; decided once. */
function keepingOf(program: Program, operation: PreparedOperation, snapshot: Snapshot): Keeping | null {
  let keeping = keepings.get(program);
  if (keeping === undefined) keepings.set(program, (keeping = makeKeeping(program, operation, snapshot)));
  return keeping;
}

function makeKeeping(
  { batches, fetches, deferred, source, projection }: Program,
  { operation, document, clauses, audited, name }: PreparedOperation,
  { cacheRules }: Snapshot,
): Keeping | null {
  const isQuery = operation.operation === OperationTypeNode.QUERY && source === null && deferred.length === 0;
  const isOpen = clauses.length === 0 && audited.length === 0 && !projection.introspects;
  const isKept = batches.every(({ parts }) => parts.every(({ caching }) => caching !== null && caching.key !== null));
  if (cacheRules === null || !isQuery || !isOpen || !isKept || fetches.length === 0) return null;
  const subgraphs = [...new Set(batches.map(({ subgraph }) => subgraph))];
  // Which parts of it are asked where may differ by labels of progressive @override.
  const keys = batches.flatMap(({ parts }) => parts.map(({ caching }) => caching!.key));
  return {
    key: hash('sha256', JSON.stringify([cacheRules.schemaId, print(document), name, keys]), 'base64url'),
    slots: subgraphs.flatMap((subgraph) => [slotOf(subgraph, 'answers'), slotOf(subgraph, 'held')]),
  };
}
