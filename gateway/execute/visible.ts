import { Kind, type SelectionSetNode } from 'graphql';
import { isIncluded, type ChosenOperation } from '../plan/chosen-operation.js';
import type { FieldNamer } from '../plan/name-fields.js';
import type { ErrorPath } from './graphql-error.js';

/** What the client asked for: under each key of the tree the response keys by which the client knows it. */
export interface Visible {
  readonly keys: Map<string, Map<string, Visible>>;
}

/** How many places of an answer one error may stand for. */
const PLACES_MAX = 100;

/** Works out what a client sees of an operation. */
export function visibleOf(chosen: ChosenOperation, nameOf: FieldNamer): Visible {
  const visible: Visible = { keys: new Map() };
  const add = (selectionSet: SelectionSetNode, into: Visible): void => {
    for (const selection of selectionSet.selections) {
      if (!isIncluded(selection, chosen.conditions)) continue;
      if (selection.kind !== Kind.FIELD) {
        const fragment =
          selection.kind === Kind.INLINE_FRAGMENT ? selection : chosen.fragments.get(selection.name.value);
        if (fragment) add(fragment.selectionSet, into);
        continue;
      }
      const source = nameOf(selection);
      const keys = into.keys.get(source) ?? new Map<string, Visible>();
      into.keys.set(source, keys);
      const key = selection.alias?.value ?? selection.name.value;
      const below = keys.get(key) ?? { keys: new Map() };
      keys.set(key, below);
      if (selection.selectionSet) add(selection.selectionSet, below);
    }
  };
  add(chosen.operation.selectionSet, visible);
  return visible;
}

/** How far a path has been followed under one choice of aliases. */
interface Step {
  readonly key: ErrorPath[number];
  readonly before: Step | null;
  readonly at: Visible;
}

/**
 * Where a client sees a place of the tree, once for each alias under which it is selected. What is selected nowhere is
 * cut before what the client did not ask for, and is nowhere when nothing is left of it. Subgraphs say such paths, so
 * that steps share what is before them: a long path under many aliases would hold everybody up.
 */
export function clientPaths(visible: Visible, path: ErrorPath): readonly ErrorPath[] {
  let seen: readonly (Step | null)[] = [null];
  const cut: (Step | null)[] = [];
  for (const key of path) {
    const further: Step[] = [];
    for (const before of seen) {
      const { keys } = before?.at ?? visible;
      if (typeof key === 'number') further.push({ key, before, at: before?.at ?? visible });
      else if (!keys.has(key)) cut.push(before);
      else for (const [alias, at] of keys.get(key)!) further.push({ key: alias, before, at });
    }
    seen = further.slice(0, PLACES_MAX);
    if (seen.length === 0) break;
  }
  return (seen.length > 0 ? seen : cut.filter((end) => end !== null).slice(0, PLACES_MAX)).map(pathTo);
}

function pathTo(end: Step | null): ErrorPath {
  const path: ErrorPath[number][] = [];
  for (let step = end; step !== null; step = step.before) path.push(step.key);
  return path.reverse();
}

/** Where a client sees a path of the plan, in which `@` stands for each item of a list, once for each alias. */
export function seenPaths(visible: Visible, path: readonly string[]): string[] {
  const seen = clientPaths(
    visible,
    path.map((key) => (key === '@' ? 0 : key)),
  );
  return seen.map((keys) => keys.map((key) => (typeof key === 'number' ? '@' : key)).join('.'));
}

/** Whether a client asked for a key of the objects at a path. */
export function isVisible(visible: Visible, path: ErrorPath): boolean {
  return clientPaths(visible, path).some((seen) => seen.length === path.length);
}
