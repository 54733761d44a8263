import {
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** A place of an operation's answer: the nodes that select it, fragments looked into, and the field itself. */
export interface FieldPlace {
  readonly nodes: readonly FieldNode[];
  readonly field: GraphQLField<unknown, unknown>;
}

/** What selects the place of an answer to which keys from its root lead; undefined when nothing does. */
export function fieldsAt(
  document: DocumentNode,
  schema: GraphQLSchema,
  { operationName, path }: { readonly operationName: string | null; readonly path: readonly string[] },
): FieldPlace | undefined {
  const operation = operationOf(document, operationName);
  const query = schema.getQueryType();
  if (!operation || !query) return undefined;
  let sets: Within[] = [{ set: operation.selectionSet, type: query }];
  let found: FieldPlace | undefined;
  for (const key of path) {
    const matches = sets.flatMap((within) => fieldsWith(within, key, { document, schema }));
    const field = matches[0]?.field;
    if (!field) return undefined;
    found = { nodes: matches.map(({ node }) => node), field };
    sets = matches.flatMap(({ node }) =>
      node.selectionSet ? [{ set: node.selectionSet, type: getNamedType(field.type) }] : [],
    );
  }
  return found;
}

/** The operation of that name, or the first query. */
export function operationOf(document: DocumentNode, name: string | null): OperationDefinitionNode | undefined {
  return document.definitions.find(
    (node): node is OperationDefinitionNode =>
      node.kind === Kind.OPERATION_DEFINITION && (name === null || node.name?.value === name),
  );
}

interface Within {
  readonly set: SelectionSetNode;
  readonly type: GraphQLNamedType;
}

interface Known {
  readonly document: DocumentNode;
  readonly schema: GraphQLSchema;
}

interface Match {
  readonly node: FieldNode;
  readonly field: GraphQLField<unknown, unknown>;
}

function fieldsWith({ set, type }: Within, key: string, known: Known): Match[] {
  return set.selections.flatMap((node): Match[] => {
    if (node.kind === Kind.FIELD) {
      const isMeant = (node.alias ?? node.name).value === key;
      const field = isMeant && (isObjectType(type) || isInterfaceType(type)) ? type.getFields()[node.name.value] : null;
      return field ? [{ node, field }] : [];
    }
    const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragmentOf(known.document, node.name.value);
    if (!fragment) return [];
    const condition = fragment.typeCondition && known.schema.getType(fragment.typeCondition.name.value);
    return fieldsWith({ set: fragment.selectionSet, type: condition ?? type }, key, known);
  });
}

function fragmentOf({ definitions }: DocumentNode, name: string) {
  return definitions.find((node) => node.kind === Kind.FRAGMENT_DEFINITION && node.name.value === name) as
    Extract<DocumentNode['definitions'][number], { kind: Kind.FRAGMENT_DEFINITION }> | undefined;
}
