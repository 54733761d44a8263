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

/**
 * Where a client sees a place of the tree, once for each alias under which it is selected. What is selected nowhere is
 * cut before what the client did not ask for.
 */
export function clientPaths(visible: Visible, path: ErrorPath): readonly ErrorPath[] {
  let seen: readonly { readonly path: ErrorPath; readonly at: Visible }[] = [{ path: [], at: visible }];
  const cut: ErrorPath[] = [];
  for (const element of path) {
    const further = seen.flatMap((end) => {
      if (typeof element === 'number') return [{ path: [...end.path, element], at: end.at }];
      const keys = end.at.keys.get(element);
      if (!keys) cut.push(end.path);
      return [...(keys ?? [])].map(([key, at]) => ({ path: [...end.path, key], at }));
    });
    seen = further.slice(0, PLACES_MAX);
  }
  return seen.length > 0 ? seen.map((end) => end.path) : cut.slice(0, PLACES_MAX);
}

/** Whether a client asked for a key of the objects at a path. */
export function isVisible(visible: Visible, path: ErrorPath): boolean {
  return clientPaths(visible, path).some((seen) => seen.length === path.length);
}
