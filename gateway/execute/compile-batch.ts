import type { FetchNode } from '@apollo/query-planner';
import { compileInputs } from './compile-inputs.js';
import { compileRepresent } from './compile-represent.js';
import { compileGather } from './gather-context.js';
import { joinedText, partText } from './part-text.js';
import type { PlannedFetch } from './planned-fetches.js';
import type { Batch, Part, PlacedPart } from './program.js';
import type { TypeFacts } from './type-facts.js';

export interface BatchInput {
  readonly types: TypeFacts;
  /** The client's name of each variable that was renamed. */
  readonly clientNames: ReadonlyMap<string, string>;
}

/** How many texts of one batch are kept: one for each set of parts that was needed. */
const TEXTS_MAX = 256;

/** Makes a batch of fetches from one subgraph; returns it with the part that each of them is for. */
export function compileBatch(
  members: readonly PlannedFetch[],
  input: BatchInput,
): { batch: Omit<Batch, 'fetches'>; partOf: (member: PlannedFetch) => Part } {
  const parts = new Map<string, { part: Part; member: PlannedFetch }>();
  for (const member of members) {
    const key = partKey(member);
    if (!parts.has(key)) parts.set(key, { part: compilePart(member.fetch, input), member });
  }
  const { fetch } = members[0]!;
  const operations = new Map([...parts.values()].map(({ part, member }) => [part, member]));
  const batch = {
    subgraph: fetch.serviceName,
    kind: String(fetch.operationKind) === 'mutation' ? ('mutation' as const) : ('query' as const),
    parts: [...operations.keys()],
    bodyStart: bodyStarts((placed) => requestText(placed, operations)),
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

function compilePart(fetch: FetchNode, { types, clientNames }: BatchInput): Part {
  const gathered = fetch.contextRewrites ?? [];
  const variables = (fetch.variableUsages ?? [])
    .filter((name) => !gathered.some(({ renameKeyTo }) => renameKeyTo === name))
    .map((name) => ({ name, clientName: clientNames.get(name) ?? name }));
  if (!fetch.requires) return { kind: 'root', variables };
  return {
    kind: 'entities',
    variables,
    represent: compileRepresent({
      subgraph: fetch.serviceName,
      requires: fetch.requires,
      rewrites: fetch.inputRewrites ?? [],
      types,
    }),
    inputs: compileInputs(fetch.requires, fetch.serviceName, types),
    context: gathered.length > 0 ? compileGather(gathered, types) : null,
  };
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
