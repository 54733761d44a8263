import { changedByMutation, type MutationAnswer } from '../cache/changed-by-mutation.js';
import { compilePartCaching, type PartCaching } from '../cache/part-caching.js';
import type { CacheRules } from '../cache/cache-rules.js';
import type { FetchNode } from '@apollo/query-planner';
import { compileInputs } from './compile-inputs.js';
import { compileRepresent } from './compile-represent.js';
import { compileGather } from './gather-context.js';
import { echoKeys } from './key-echoes.js';
import { joinedText, partText } from './part-text.js';
import type { PlannedFetch } from './planned-fetches.js';
import type { Batch, Part, PlacedPart } from './program.js';
import type { TypeFacts } from './type-facts.js';

export interface BatchInput {
  readonly types: TypeFacts;
  /** The client's name of each variable that was renamed. */
  readonly clientNames: ReadonlyMap<string, string>;
  /** Null where nothing is kept. */
  readonly cacheRules: CacheRules | null;
  /** Whether entities of a subgraph have to say their keys again. */
  readonly echoesKeys: (subgraph: string) => boolean;
}

/** How many texts of one batch are kept: one for each set of parts that was needed. */
const TEXTS_MAX = 256;

/** Makes a batch of fetches from one subgraph; returns it with the part that each of them is for. */
export function compileBatch(
  members: readonly PlannedFetch[],
  input: BatchInput,
): { batch: Omit<Batch, 'fetches'>; partOf: (member: PlannedFetch) => Part } {
  const parts = new Map<string, CompiledPart>();
  for (const member of members) {
    const key = partKey(member);
    if (!parts.has(key)) parts.set(key, compilePart(member, input));
  }
  const { fetch, operation } = members[0]!;
  const mutates = String(fetch.operationKind) === 'mutation';
  const rules = input.cacheRules;
  const operations = new Map([...parts.values()].map(({ part, member }) => [part, member]));
  const batch = {
    subgraph: fetch.serviceName,
    kind: mutates ? ('mutation' as const) : ('query' as const),
    parts: [...operations.keys()],
    bodyStart: bodyStarts((placed) => requestText(placed, operations)),
    echoesKeys: input.echoesKeys(fetch.serviceName),
    changes:
      rules && mutates
        ? (answer: MutationAnswer) => changedByMutation(rules, { subgraph: fetch.serviceName, operation }, answer)
        : null,
  };
  return { batch, partOf: (member) => parts.get(partKey(member))!.part };
}

/**
 * Fetches that ask the same of objects at different places are one part, so that equal objects are asked for once. What
 * they bring must not be written into later, since all those places share it.
 */
function partKey({ fetch, path, selected }: PlannedFetch): string {
  const isFlat = [...selected.keys.values()].every(({ keys }) => keys.size === 0);
  const { operation, requires, inputRewrites, outputRewrites } = fetch;
  const start = operation.indexOf('(');
  return JSON.stringify([
    isFlat && !fetch.contextRewrites ? null : path,
    operation.slice(start),
    requires,
    inputRewrites,
    outputRewrites,
  ]);
}

/** A part, and the fetch that asks for it. */
interface CompiledPart {
  readonly part: Part;
  readonly member: PlannedFetch;
}

function compilePart(member: PlannedFetch, { types, clientNames, cacheRules, echoesKeys }: BatchInput): CompiledPart {
  const { fetch, operation } = member;
  const { serviceName: subgraph, requires } = fetch;
  const gathered = fetch.contextRewrites ?? [];
  const variables = (fetch.variableUsages ?? [])
    .filter((name) => !gathered.some(({ renameKeyTo }) => renameKeyTo === name))
    .map((name) => ({ name, clientName: clientNames.get(name) ?? name }));
  const caching = cacheRules && cachingOf(fetch, operation, cacheRules);
  if (!requires) return { part: { kind: 'root', variables, caching }, member };
  const echoes = echoesKeys(subgraph) ? echoKeys(operation, { subgraph, requires, types }) : null;
  const part: Part = {
    kind: 'entities',
    variables,
    caching,
    represent: compileRepresent({ subgraph, requires, rewrites: fetch.inputRewrites ?? [], types }),
    inputs: compileInputs(requires, subgraph, types),
    isSame: echoes && echoes.isSame,
    context: gathered.length > 0 ? compileGather(gathered, types) : null,
  };
  return { part, member: echoes ? { ...member, operation: echoes.operation } : member };
}

/** What depends on the objects around is not kept, and nothing that is no query. */
function cachingOf(fetch: FetchNode, operation: PlannedFetch['operation'], rules: CacheRules): PartCaching | null {
  if (fetch.contextRewrites || String(fetch.operationKind) !== 'query') return null;
  return compilePartCaching(rules, { subgraph: fetch.serviceName, operation });
}

function requestText(placed: readonly PlacedPart[], members: ReadonlyMap<Part, PlannedFetch>): string {
  const first = members.get(placed[0]!.part)!;
  if (placed[0]!.part.kind === 'root') return first.fetch.operation;
  const pieces = placed.map((one) => partText(members.get(one.part)!.operation, one));
  return joinedText(first.fetch.operationName, pieces);
}

function bodyStarts(textOf: (placed: readonly PlacedPart[]) => string): Batch['bodyStart'] {
  const made = new Map<string, string>();
  const keyOf = new Map<Part, number>();
  return (placed) => {
    let key = '';
    for (const { part, number } of placed) {
      if (!keyOf.has(part)) keyOf.set(part, keyOf.size);
      key += `${keyOf.get(part)}:${number} `;
    }
    const known = made.get(key);
    if (known !== undefined) return known;
    const text = `{"query":${JSON.stringify(textOf(placed))},"variables":{`;
    if (made.size >= TEXTS_MAX) made.clear();
    made.set(key, text);
    return text;
  };
}
