import { contextName, entitiesKey, representationsName } from './part-text.js';
import type { Batch, ContextPart, EntityPart, Fetch, Part, PlacedPart, Program, Tree } from './program.js';
import { Representations, type FetchTargets } from './representations.js';

/** A part as it stands in a request. */
export interface AskedPart extends PlacedPart {
  /** The response key of its entities; null for a part of the root. */
  readonly key: string | null;
  /** How many entities were asked for. */
  readonly count: number;
  /** Their representations, as JSON; none for a part of the root. */
  readonly texts: readonly string[];
  /** What was gathered around them, as JSON in the order of the names of the context. */
  readonly gathered: readonly string[];
  readonly places: readonly FetchTargets[];
}

export interface BatchRequest {
  /** The JSON body. */
  readonly body: string;
  readonly asked: readonly AskedPart[];
}

interface RequestInput {
  readonly program: Program;
  readonly tree: Tree;
  /** The objects at places that several fetches share, by the number of the place; filled as they are found. */
  readonly found: Map<number, readonly Tree[]>;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The request for the fetches of a batch that are ready; undefined when there is nothing to ask for. */
export function buildRequest(
  batch: Batch,
  ready: readonly number[],
  { variables, ...input }: RequestInput,
): BatchRequest | undefined {
  const asked = askedParts(batch, ready, input);
  return asked.length === 0 ? undefined : requestFor(batch, asked, variables);
}

/** What the fetches of a batch that are ready ask for. */
export function askedParts(
  batch: Batch,
  ready: readonly number[],
  { program, tree, found }: Omit<RequestInput, 'variables'>,
): AskedPart[] {
  const asked: AskedPart[] = [];
  for (const part of batch.parts) {
    const fetches = fetchesOf(part, ready, program);
    if (fetches.length === 0) continue;
    if (part.kind === 'root') askRoot(part, { fetches, tree }, asked);
    else askEntities(part, { fetches, tree, found, asked });
  }
  return asked;
}

/** The request for some parts of a batch, or for some of their entities. */
export function requestFor(
  batch: Batch,
  asked: readonly AskedPart[],
  variables: RequestInput['variables'],
): BatchRequest {
  const pieces: string[] = [];
  for (const { part, number, texts, gathered } of asked) {
    if (part.kind === 'root') continue;
    pieces.push(`"${representationsName(number)}":[${texts.join(',')}]`);
    part.context?.names.forEach((name, i) => pieces.push(`"${contextName(name, number)}":${gathered[i]}`));
  }
  pieces.push(...clientVariables(asked, variables));
  return { body: `${batch.bodyStart(asked)}${pieces.join(',')}}}`, asked };
}

function fetchesOf(part: Part, ready: readonly number[], program: Program): Fetch[] {
  const fetches: Fetch[] = [];
  for (const index of ready) if (program.fetches[index]!.part === part) fetches.push(program.fetches[index]!);
  return fetches;
}

interface Asking {
  readonly fetches: readonly Fetch[];
  readonly tree: Tree;
}

function askRoot(part: Part, { fetches, tree }: Asking, asked: AskedPart[]): void {
  const places = fetches.map((fetch) => {
    const targets: Tree[] = [];
    fetch.visit(tree, (target) => targets.push(target));
    return { fetch, targets, rows: targets.map(() => 0) };
  });
  if (places.some(({ targets }) => targets.length > 0))
    asked.push({ part, number: 0, key: null, count: 0, texts: NOTHING, gathered: NOTHING, places });
}

type AskingEntities = Asking & Pick<RequestInput, 'found'> & { readonly asked: AskedPart[] };

const NOTHING: readonly string[] = [];

/** Asks for the entities of a part: once, or once for each set of values that was gathered around them. */
function askEntities(part: EntityPart, asking: AskingEntities): void {
  if (part.context) return askByContext(part, part.context, asking);
  const { fetches, tree, found } = asking;
  const representations = new Representations(part);
  for (const fetch of fetches) representations.add(fetch, targetsOf(fetch, tree, found));
  ask(part, representations, NOTHING, asking.asked);
}

function askByContext(part: EntityPart, { gather }: ContextPart, asking: AskingEntities): void {
  const groups = new Map<string, { readonly values: readonly string[]; readonly representations: Representations }>();
  for (const fetch of asking.fetches) {
    fetch.visit(asking.tree, (target, around) => {
      const values = gather(target, around);
      const key = JSON.stringify(values);
      const group = groups.get(key) ?? { values, representations: new Representations(part) };
      groups.set(key, group);
      group.representations.add(fetch, [target]);
    });
  }
  for (const { values, representations } of groups.values()) ask(part, representations, values, asking.asked);
}

function ask(
  part: EntityPart,
  { texts, places }: Representations,
  gathered: readonly string[],
  asked: AskedPart[],
): void {
  if (texts.length === 0) return;
  const number = asked.length;
  asked.push({ part, number, key: entitiesKey(number), count: texts.length, texts, gathered, places });
}

function targetsOf({ visit, place }: Fetch, tree: Tree, found: RequestInput['found']): readonly Tree[] {
  const known = place === null ? undefined : found.get(place);
  if (known) return known;
  const targets: Tree[] = [];
  visit(tree, (target) => void targets.push(target));
  if (place !== null) found.set(place, targets);
  return targets;
}

/** The client's variables that the parts use, as pieces of JSON. */
function clientVariables(asked: readonly AskedPart[], variables: RequestInput['variables']): Set<string> {
  const pieces = new Set<string>();
  for (const { part } of asked) {
    for (const { name, clientName } of part.variables) {
      if (Object.hasOwn(variables, clientName) && variables[clientName] !== undefined)
        pieces.add(`${JSON.stringify(name)}:${JSON.stringify(variables[clientName])}`);
    }
  }
  return pieces;
}
