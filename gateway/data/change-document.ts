import {
  Kind,
  parseType,
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** The query of a document, with its named fragments written out where they are spread. */
export function wholeQuery({ definitions }: DocumentNode): OperationDefinitionNode {
  const fragments = new Map(
    definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [])),
  );
  const written = (set: SelectionSetNode): SelectionSetNode => ({
    ...set,
    selections: set.selections.map((node): SelectionNode => {
      if (node.kind === Kind.FRAGMENT_SPREAD) {
        const { typeCondition, selectionSet } = fragments.get(node.name.value)!;
        const inline = { kind: Kind.INLINE_FRAGMENT as const, typeCondition, selectionSet: written(selectionSet) };
        return { ...inline, ...(node.directives ? { directives: node.directives } : {}) };
      }
      return node.selectionSet ? { ...node, selectionSet: written(node.selectionSet) } : node;
    }),
  });
  const operation = definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION)!;
  return { ...operation, selectionSet: written(operation.selectionSet) };
}

/**
 * A selection set with the field at a path of response keys changed, wherever it stands, since several nodes of one key are
 * one field; null when there is none.
 */
export function changedAt(
  set: SelectionSetNode,
  path: readonly string[],
  change: (node: FieldNode) => FieldNode,
): SelectionSetNode | null {
  const [key, ...rest] = path;
  let isChanged = false;
  const selections = set.selections.map((node): SelectionNode => {
    if (node.kind === Kind.FRAGMENT_SPREAD) return node;
    const isField = node.kind === Kind.FIELD;
    if (isField && (node.alias ?? node.name).value !== key) return node;
    if (isField && rest.length === 0) {
      isChanged = true;
      return change(node);
    }
    const within = node.selectionSet && changedAt(node.selectionSet, isField ? rest : path, change);
    if (!within) return node;
    isChanged = true;
    return { ...node, selectionSet: within };
  });
  return isChanged ? { ...set, selections } : null;
}

/** A field with another field of plain fields selected under a key of its own. */
export function withFields(node: FieldNode, [key, field]: readonly [string, string], below: readonly string[]) {
  const added: FieldNode = {
    kind: Kind.FIELD,
    alias: nameNode(key),
    name: nameNode(field),
    selectionSet: {
      kind: Kind.SELECTION_SET,
      selections: below.map((name) => ({ kind: Kind.FIELD, name: nameNode(name) })),
    },
  };
  return { ...node, selectionSet: { ...node.selectionSet!, selections: [...node.selectionSet!.selections, added] } };
}

/** A field with an argument more, which takes a variable. */
export function withArgument(node: FieldNode, argument: string, variable: string): FieldNode {
  const added: ArgumentNode = {
    kind: Kind.ARGUMENT,
    name: nameNode(argument),
    value: { kind: Kind.VARIABLE, name: nameNode(variable) },
  };
  return { ...node, arguments: [...(node.arguments ?? []), added] };
}

/** An operation that declares a variable more, of a type as GraphQL writes it. */
export function withVariable(operation: OperationDefinitionNode, name: string, type: string): OperationDefinitionNode {
  const definition = {
    kind: Kind.VARIABLE_DEFINITION as const,
    variable: { kind: Kind.VARIABLE as const, name: nameNode(name) },
    type: parseType(type),
  };
  return { ...operation, variableDefinitions: [...(operation.variableDefinitions ?? []), definition] };
}

function nameNode(value: string) {
  return { kind: Kind.NAME as const, value };
}
