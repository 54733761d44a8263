import { executeSync, Kind, type GraphQLSchema, type SelectionNode } from 'graphql';
import type { Tree } from '../execute/program.js';
import type { PreparedOperation } from './prepare-operation.js';

/** The answers to `__schema` and `__type`, by response key: asked of the API schema, never of a subgraph. */
export function introspect(
  schema: GraphQLSchema,
  operation: PreparedOperation,
  variables: Readonly<Record<string, unknown>>,
): Tree {
  const selections = rootSelections(operation, operation.operation.selectionSet.selections);
  const document = {
    ...operation.document,
    definitions: operation.document.definitions.map((node) =>
      node === operation.operation
        ? { ...operation.operation, selectionSet: { kind: Kind.SELECTION_SET as const, selections } }
        : node,
    ),
  };
  const { data } = executeSync({
    schema,
    document,
    operationName: operation.name,
    variableValues: variables,
    rootValue: {},
  });
  return data ? (JSON.parse(JSON.stringify(data)) as Tree) : {};
}

/** The introspection fields of the root, taken out of fragments. */
function rootSelections(operation: PreparedOperation, selections: readonly SelectionNode[]): SelectionNode[] {
  return selections.flatMap((selection): SelectionNode[] => {
    switch (selection.kind) {
      case Kind.FIELD:
        return /^__(schema|type)$/.test(selection.name.value) ? [selection] : [];
      case Kind.INLINE_FRAGMENT:
        return rootSelections(operation, selection.selectionSet.selections).map((found) => under(selection, found));
      case Kind.FRAGMENT_SPREAD: {
        const fragment = operation.fragments.get(selection.name.value);
        return fragment
          ? rootSelections(operation, fragment.selectionSet.selections).map((found) => under(selection, found))
          : [];
      }
    }
  });
}

/** Keeps the directives of the fragment that a field was taken out of. */
function under({ directives }: SelectionNode, found: SelectionNode): SelectionNode {
  return directives && directives.length > 0
    ? { ...found, directives: [...directives, ...(found.directives ?? [])] }
    : found;
}
