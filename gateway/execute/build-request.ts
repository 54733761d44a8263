import { contextName, entitiesKey, representationsName } from './part-text.js';
import type { Batch, ContextPart, EntityPart, Fetch, Part, PlacedPart, Program, Tree } from './program.js';

/** The objects that one fetch is for. */
export interface FetchTargets {
  readonly fetch: Fetch;
  readonly targets: readonly Tree[];
  /** For each of the targets which of the representations stands for it; `NO_ROW` where it has none. */
  readonly rows: readonly number[];
}

export const NO_ROW = -1;

/** A part as it stands in a request. */
export interface AskedPart extends PlacedPart {
  /** The response key of its entities; null for a part of the root. */
  readonly key: string | null;
  /** How many entities were asked for. */
  readonly count: number;
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
  { program, tree, found, variables }: RequestInput,
): BatchRequest | undefined {
  const asked: AskedPart[] = [];
  const pieces: string[] = [];
  for (const part of batch.parts) {
    const fetches = ready.map((index) => program.fetches[index]!).filter((fetch) => fetch.part === part);
    if (fetches.length === 0) continue;
    if (part.kind === 'root') askRoot(part, { fetches, tree }, asked);
    else askEntities(part, { fetches, tree, found, asked, pieces });
  }
  if (asked.length === 0) return undefined;
  pieces.push(...clientVariables(asked, variables));
  return { body: `${batch.bodyStart(asked)}${pieces.join(',')}}}`, asked };
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
  if (places.some(({ targets }) => targets.length > 0)) asked.push({ part, number: 0, key: null, count: 0, places });
}

/** Distinct representations with the objects behind them. */
interface Representations {
  readonly texts: string[];
  readonly rowOf: Map<string, number>;
  /** The last new row for a value of the input that tells most objects apart, and the object it was made from. */
  readonly likelyRowOf: Map<unknown, number>;
  readonly madeFrom: Tree[];
  readonly places: FetchTargets[];
}

/** Asks for the entities of a part: once, or once for each set of values that was gathered around them. */
function askEntities(
  part: EntityPart,
  {
    fetches,
    tree,
    found,
    asked,
    pieces,
  }: Asking & Pick<RequestInput, 'found'> & { asked: AskedPart[]; pieces: string[] },
): void {
  const groups = new Map<string, Representations>();
  for (const fetch of fetches) {
    if (part.context) collectByContext(part, part.context, { fetch, tree, groups });
    else collect(part, { fetch, targets: targetsOf(fetch, tree, found), groups });
  }
  for (const [values, { texts, places }] of groups) {
    if (texts.length === 0) continue;
    const number = asked.length;
    asked.push({ part, number, key: entitiesKey(number), count: texts.length, places });
    pieces.push(`"${representationsName(number)}":[${texts.join(',')}]`);
    if (!part.context) continue;
    const gathered = JSON.parse(values) as string[];
    part.context.names.forEach((name, index) => pieces.push(`"${contextName(name, number)}":${gathered[index]}`));
  }
}

function targetsOf({ visit, place }: Fetch, tree: Tree, found: RequestInput['found']): readonly Tree[] {
  const known = place === null ? undefined : found.get(place);
  if (known) return known;
  const targets: Tree[] = [];
  visit(tree, (target) => void targets.push(target));
  if (place !== null) found.set(place, targets);
  return targets;
}

interface Collecting {
  readonly fetch: Fetch;
  readonly groups: Map<string, Representations>;
}

function collect(
  part: EntityPart,
  { fetch, targets, groups }: Collecting & { readonly targets: readonly Tree[] },
): void {
  if (targets.length === 0) return;
  const group = groupOf(groups, '');
  const rows = new Array<number>(targets.length);
  for (let i = 0; i < targets.length; i++) {
    const target = targets[i]!;
    fetch.clear(target);
    rows[i] = rowOf(target, part, group);
  }
  group.places.push({ fetch, targets, rows });
}

/** The same for a part whose entities also differ by what is around them. */
function collectByContext(
  part: EntityPart,
  { gather }: ContextPart,
  { fetch, tree, groups }: Collecting & { readonly tree: Tree },
): void {
  fetch.visit(tree, (target, around) => {
    fetch.clear(target);
    const group = groupOf(groups, JSON.stringify(gather(target, around)));
    group.places.push({ fetch, targets: [target], rows: [rowOf(target, part, group)] });
  });
}

/** The row of the representation that stands for an object. */
function rowOf(target: Tree, { represent, inputs }: EntityPart, group: Representations): number {
  const likely = group.likelyRowOf.get(inputs.mark(target));
  // Most objects are equal to one before, and then need no text.
  if (likely !== undefined && inputs.areSame(target, group.madeFrom[likely]!)) return likely;
  const text = represent(target);
  if (text === null) return NO_ROW;
  const known = group.rowOf.get(text);
  if (known !== undefined) return known;
  const row = group.texts.push(text) - 1;
  group.rowOf.set(text, row);
  group.likelyRowOf.set(inputs.mark(target), row);
  group.madeFrom.push(target);
  return row;
}

function groupOf(groups: Map<string, Representations>, values: string): Representations {
  let group = groups.get(values);
  if (!group) {
    group = { texts: [], rowOf: new Map(), likelyRowOf: new Map(), madeFrom: [], places: [] };
    groups.set(values, group);
  }
  return group;
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
