import { Kind, parse, print, stripIgnoredCharacters, type SelectionSetNode } from 'graphql';
import type { SupergraphTypes } from './supergraph-types.js';

/** Reads the value of `key`, `requires` or `provides`. */
export function parseFieldSet(text: string): SelectionSetNode {
  const [operation] = parse(`{${text}}`, { noLocation: true }).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`Not a field set: ${text}`);
  return operation.selectionSet;
}

export function printFieldSet(selectionSet: SelectionSetNode): string {
  return stripIgnoredCharacters(print(selectionSet)).slice(1, -1);
}

/** Tells the type and name of every field of a field set. */
export function walkFieldSet(
  types: SupergraphTypes,
  { typeName, selectionSet }: { readonly typeName: string; readonly selectionSet: SelectionSetNode },
  found: (typeName: string, fieldName: string) => void,
): void {
  for (const selection of selectionSet.selections) {
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const within = selection.typeCondition?.name.value ?? typeName;
      walkFieldSet(types, { typeName: within, selectionSet: selection.selectionSet }, found);
    } else if (selection.kind === Kind.FIELD && selection.name.value !== '__typename') {
      found(typeName, selection.name.value);
      const below = types.typeOfField(typeName, selection.name.value);
      if (selection.selectionSet && below !== undefined)
        walkFieldSet(types, { typeName: below, selectionSet: selection.selectionSet }, found);
    }
  }
}
