import { Kind, type SelectionSetNode } from 'graphql';
import type { TypeFacts } from './type-facts.js';

/** The response keys that a subgraph was asked for, nested; leaves have no keys. */
export interface Selected {
  readonly keys: Map<string, Selected>;
  /** The types for which it was asked; null for whatever type its parent is. */
  conditions: Set<string> | null;
}

/** The keys of a fetch's selection set, which holds no named fragments. */
export function selectedBy(selectionSet: SelectionSetNode | undefined): Selected {
  const selected: Selected = { keys: new Map(), conditions: null };
  if (selectionSet) select(selectionSet, null, selected);
  return selected;
}

function select({ selections }: SelectionSetNode, condition: string | null, into: Selected): void {
  for (const selection of selections) {
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      select(selection.selectionSet, selection.typeCondition?.name.value ?? condition, into);
    } else if (selection.kind === Kind.FIELD) {
      const key = selection.alias?.value ?? selection.name.value;
      const field = into.keys.get(key) ?? { keys: new Map(), conditions: new Set() };
      into.keys.set(key, field);
      if (condition === null) field.conditions = null;
      field.conditions?.add(condition!);
      if (selection.selectionSet) select(selection.selectionSet, null, field);
    }
  }
}

/** Adds what is selected under one key to what another key selects already. */
export function addSelected(parent: Selected, key: string, added: Selected): void {
  const known = parent.keys.get(key);
  if (!known) return void parent.keys.set(key, added);
  known.conditions = eitherOf(known.conditions, added.conditions);
  for (const [nested, selected] of added.keys) addSelected(known, nested, selected);
}

function eitherOf(some: ReadonlySet<string> | null, others: ReadonlySet<string> | null): Set<string> | null {
  return some === null || others === null ? null : new Set([...some, ...others]);
}

interface Provided {
  parts: number;
  conditions: Set<string> | null;
}

/** Says which keys of the objects at a path the parts of a plan bring. */
export class Providers {
  readonly #places = new Map<string, Provided>();

  /** Notes that a part brings `selected` to the objects at `path`; list marks in paths do not count. */
  add(path: readonly string[], selected: Selected): void {
    for (const [key, field] of selected.keys) {
      const place = placeOf(path, key);
      const known = this.#places.get(place);
      const conditions = known ? eitherOf(known.conditions, field.conditions) : field.conditions;
      this.#places.set(place, { parts: (known?.parts ?? 0) + 1, conditions });
      this.add([...path, key], field);
    }
  }

  /** How many parts bring a key to the objects at a path. */
  count(path: readonly string[], key: string): number {
    return this.#places.get(placeOf(path, key))?.parts ?? 0;
  }

  /** Whether any part brings a key to the objects of a type at a path. */
  has(path: readonly string[], key: string, { typeName, types }: { typeName: string; types: TypeFacts }): boolean {
    const provided = this.#places.get(placeOf(path, key));
    if (!provided) return false;
    return provided.conditions === null || [...provided.conditions].some((one) => types.isOfType(typeName, one));
  }
}

function placeOf(path: readonly string[], key: string): string {
  return [...path.filter((element) => element !== '@'), key].join('/');
}
