import { Kind, type SelectionSetNode } from 'graphql';

/** The names of the fields at the top of a field set. */
export function fieldNames(set: SelectionSetNode): string[] {
  return set.selections.flatMap((node) => (node.kind === Kind.FIELD ? [node.name.value] : []));
}

/** Whether none of its fields has fields itself. */
export function isFlat(set: SelectionSetNode): boolean {
  return set.selections.every((node) => node.kind === Kind.FIELD && node.selectionSet === undefined);
}

/** Reads a field of something that has fields. */
export type ReadField = (from: unknown, field: string) => unknown;

/** Reads a field of plain data. */
export const fieldOfData: ReadField = (from, field) =>
  typeof from === 'object' && from !== null && Object.hasOwn(from, field)
    ? (from as Record<string, unknown>)[field]
    : undefined;

/** What a field set selects as text, in which 1 and "1" are the same. Undefined when something of it is missing. */
export function keyText(set: SelectionSetNode, from: unknown, read: ReadField): string | undefined {
  const values = set.selections.map((node) => {
    if (node.kind !== Kind.FIELD) return '';
    const value = read(from, node.name.value);
    if (value === undefined || value === null) return undefined;
    if (node.selectionSet) return nestedText(node.selectionSet, value, read);
    return typeof value === 'string' ? value : JSON.stringify(value);
  });
  return values.includes(undefined) ? undefined : JSON.stringify(values);
}

/** Of a list, what is selected of each of its items. */
function nestedText(set: SelectionSetNode, value: unknown, read: ReadField): string | undefined {
  if (!Array.isArray(value)) return keyText(set, value, read);
  const texts = value.map((item) => nestedText(set, item, read));
  return texts.includes(undefined) ? undefined : JSON.stringify(texts);
}
