import type { Gap, MissingGap } from './cell.js';

/** What is used of an error of an answer: GraphQL specification, section 7.1.2. */
export interface AnswerError {
  readonly message: string;
  readonly path?: readonly (string | number)[] | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

/** A figure that the gateway has withheld, as it stands in `extensions.suppressed` of an answer. */
export interface SuppressedFigure {
  readonly path: readonly (string | number)[];
  readonly reason: string;
}

/** Where something is missing, at and below one place of an answer. */
export interface GapPlace {
  /** Why what is at this place itself is missing. */
  gap: Gap | null;
  /** Any error below. */
  gapBelow: MissingGap | null;
  readonly below: Map<string | number, GapPlace>;
}

/** So many errors the gateway tells of one failed request; where so many are, there may be more. */
const TOLD_MAX = 100;
/** Stands for every index of a list. */
const EACH = -1;

/**
 * The places of withheld figures and of errors; errors that one subgraph has so many of that the rest is untold count for
 * all elements of a list.
 */
export function gapPlaces(errors: readonly AnswerError[], suppressed: readonly SuppressedFigure[]): GapPlace | null {
  const root = emptyPlace();
  for (const { path, reason } of suppressed) placeAt(root, path).gap = { kind: 'suppressed', reason };
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
export function stepInto(places: readonly GapPlace[], step: string | number): readonly GapPlace[] {
  if (places.length === 0) return places;
  const found: GapPlace[] = [];
  for (const { below } of places) {
    const exact = below.get(step);
    if (exact) found.push(exact);
    const each = typeof step === 'number' ? below.get(EACH) : undefined;
    if (each) found.push(each);
  }
  return found;
}

/** Why what is null at these places is missing, or null when nothing says so. */
export function gapAt(places: readonly GapPlace[]): Gap | null {
  for (const { gap, gapBelow } of places) if (gap ?? gapBelow) return gap ?? gapBelow;
  return null;
}

function placeAt(root: GapPlace, path: readonly (string | number)[]): GapPlace {
  let place = root;
  for (const step of path) {
    let next = place.below.get(step);
    if (!next) place.below.set(step, (next = emptyPlace()));
    place = next;
  }
  return place;
}

function add(root: GapPlace, path: readonly (string | number)[], gap: MissingGap): void {
  path.forEach((_, depth) => (placeAt(root, path.slice(0, depth)).gapBelow ??= gap));
  placeAt(root, path).gap ??= gap;
}

function emptyPlace(): GapPlace {
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
