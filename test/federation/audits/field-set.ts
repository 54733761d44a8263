import { Kind, parse, type FieldNode, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';

/** Reads a field set such as `id owner { id }`. */
export function parseFieldSet(text: string): SelectionSetNode {
  return (parse(`{${text}}`, { noLocation: true }).definitions[0] as OperationDefinitionNode).selectionSet;
}

/** The fields that a field set selects on an object for which `applies` says what it is. */
export function fieldsFor(set: SelectionSetNode, applies: (condition: string) => boolean): FieldNode[] {
  return set.selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    if (selection.kind !== Kind.INLINE_FRAGMENT) return [];
    const condition = selection.typeCondition?.name.value;
    return condition === undefined || applies(condition) ? fieldsFor(selection.selectionSet, applies) : [];
  });
}

/** The names of all fields of a field set, at any depth. */
export function namesIn(set: SelectionSetNode): string[] {
  return fieldsFor(set, () => true).flatMap((field) => [
    field.name.value,
    ...(field.selectionSet ? namesIn(field.selectionSet) : []),
  ]);
}
