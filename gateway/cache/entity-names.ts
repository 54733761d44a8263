import { Kind, type SelectionSetNode } from 'graphql';
import { parseFieldSet } from '../supergraph/prepare/field-sets.js';

type Fields = Readonly<Record<string, unknown>>;

const parsed = new Map<string, SelectionSetNode>();

/** The names of an entity by those of its keys, given as field sets, of which an object has all fields. */
export function entityNames(typeName: string, keys: readonly string[], object: Fields): string[] {
  return keys.flatMap((key) => {
    const value = keyOf(fieldsOf(key), object);
    return value === null ? [] : [JSON.stringify([typeName, key, value])];
  });
}

function fieldsOf(key: string): SelectionSetNode {
  let fields = parsed.get(key);
  if (!fields) {
    if (parsed.size > 10_000) parsed.clear();
    parsed.set(key, (fields = parseFieldSet(key)));
  }
  return fields;
}

/** The values of key fields in their order, numbers as text; null when one is missing. */
function keyOf({ selections }: SelectionSetNode, value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => keyOf({ kind: Kind.SELECTION_SET, selections }, item));
    return items.includes(null) ? null : items;
  }
  if (typeof value !== 'object' || value === null) return null;
  const values: unknown[] = [];
  for (const selection of selections) {
    if (selection.kind !== Kind.FIELD) return null;
    const field = Object.hasOwn(value, selection.name.value) ? (value as Fields)[selection.name.value] : undefined;
    if (field === undefined || field === null) return null;
    const one = selection.selectionSet ? keyOf(selection.selectionSet, field) : leafOf(field);
    if (one === null) return null;
    values.push(one);
  }
  return values;
}

function leafOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
