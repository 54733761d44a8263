import type { MissingGap } from './cell.js';

/** What is used of an error of an answer: GraphQL specification, section 7.1.2. */
export interface AnswerError {
  readonly message: string;
  readonly path?: readonly (string | number)[] | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

/** Where errors are, at and below one place of an answer. */
export interface ErrorPlace {
  /** An error at this place itself. */
  gap: MissingGap | null;
  /** Any error below. */
  gapBelow: MissingGap | null;
  readonly below: Map<string | number, ErrorPlace>;
}

/** So many errors the gateway tells of one failed request; where so many are, there may be more. */
const TOLD_MAX = 100;
/** Stands for every index of a list. */
const EACH = -1;

/** The places of errors; those that one subgraph has so many of that the rest is untold count for all elements of a list. */
export function errorPlaces(errors: readonly AnswerError[]): ErrorPlace | null {
  const root = emptyPlace();
  const counts = new Map<string | null, number>();
  for (const error of errors) {
    const { subgraph } = gapOf(error);
    counts.set(subgraph, (counts.get(subgraph) ?? 0) + 1);
  }
  for (const error of errors) {
    const gap = gapOf(error);
    if (!error.path) continue;
    add(root, error.path, gap);
    if (counts.get(gap.subgraph)! >= TOLD_MAX)
      add(
        root,
        error.path.map((step) => (typeof step === 'number' ? EACH : step)),
        gap,
      );
  }
  return root.below.size > 0 || root.gap ? root : null;
}

/** The places below some places by one step; an index also leads to what counts for each. */
export function stepInto(places: readonly ErrorPlace[], step: string | number): readonly ErrorPlace[] {
  if (places.length === 0) return places;
  const found: ErrorPlace[] = [];
  for (const { below } of places) {
    const exact = below.get(step);
    if (exact) found.push(exact);
    const each = typeof step === 'number' ? below.get(EACH) : undefined;
    if (each) found.push(each);
  }
  return found;
}

/** Why what is null at these places is missing, or null when no error says so. */
export function gapAt(places: readonly ErrorPlace[]): MissingGap | null {
  for (const { gap, gapBelow } of places) if (gap ?? gapBelow) return gap ?? gapBelow;
  return null;
}

function add(root: ErrorPlace, path: readonly (string | number)[], gap: MissingGap): void {
  let place = root;
  for (const step of path) {
    place.gapBelow ??= gap;
    let next = place.below.get(step);
    if (!next) place.below.set(step, (next = emptyPlace()));
    place = next;
  }
  place.gap ??= gap;
}

function emptyPlace(): ErrorPlace {
  return { gap: null, gapBelow: null, below: new Map() };
}

function gapOf({ extensions }: AnswerError): MissingGap {
  const { serviceName, code } = extensions ?? {};
  return {
    kind: 'missing',
    subgraph: typeof serviceName === 'string' ? serviceName : null,
    code: typeof code === 'string' ? code : null,
  };
}
