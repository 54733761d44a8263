import {
  getNamedType,
  isObjectType,
  isScalarType,
  Kind,
  parseType,
  print,
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { TableChoice } from '../../kit/table/plan-table.js';

/** How one saved query is asked for the rows of one table. */
export interface PagedDocument {
  readonly text: string;
  /** Null where the table is in one answer. */
  readonly paging: Paging | null;
}

export interface Paging {
  /** Keys from the root of an answer to `{ hasNextPage endCursor }`. */
  readonly pageInfo: readonly string[];
  /** The variable that takes the cursor of the page before; null when the query itself says how many rows it wants. */
  readonly cursorVariable: string | null;
}

const PAGE_INFO_KEY = 'joinery_pageInfo';
const CURSOR_VARIABLE = 'joinery_after';
/** A list that is read from its end, or from a fixed place, is not read on. */
const OTHER_WAYS = ['last', 'before'];

/**
 * Makes a query tell whether its table goes on, and read on. A connection (https://relay.dev/graphql/connections.htm) is
 * read to its end, unless its author made `first` a variable and left `after` out: then the rows wanted are that many.
 */
export function pagedDocument(
  schema: GraphQLSchema,
  document: DocumentNode,
  tables: readonly TableChoice[],
  table: TableChoice,
): PagedDocument {
  const outermost = outermostOf(tables, table);
  const whole = { text: print(document), paging: null };
  if (!outermost?.connection) return whole;
  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION)!;
  const { field, parentType } = outermost.connection;
  const definition = fieldOf(schema, parentType, field);
  if (!definition || !tellsPages(definition)) return whole;
  const change: Change = { cursor: { kind: 'none' } };
  const set = changed(operation.selectionSet, outermost.path, (node) => withPaging(node, definition, change));
  if (set === null) return whole;
  const { cursor } = change;
  const made: OperationDefinitionNode = { ...operation, selectionSet: set };
  const asked = cursor.kind === 'new' ? withVariable(made, cursor.type) : made;
  const definitions = document.definitions.map((node) => (node === operation ? asked : node));
  return {
    text: print({ ...document, definitions }),
    paging: {
      pageInfo: [...outermost.path, PAGE_INFO_KEY],
      cursorVariable: cursor.kind === 'none' ? null : cursor.name,
    },
  };
}

type Cursor =
  | { readonly kind: 'none' }
  | { readonly kind: 'given'; readonly name: string }
  | { readonly kind: 'new'; readonly name: string; readonly type: string };

interface Change {
  cursor: Cursor;
}

/** The list that a table lies in, or the table itself. */
function outermostOf(tables: readonly TableChoice[], { name }: TableChoice): TableChoice | undefined {
  return tables.find((one) => one.depth === 0 && (one.name === name || name.startsWith(`${one.name}.`)));
}

function fieldOf(schema: GraphQLSchema, parentType: string, field: string): GraphQLField<unknown, unknown> | undefined {
  const type = schema.getType(parentType);
  const fields = isObjectType(type) ? type.getFields() : {};
  return Object.hasOwn(fields, field) ? fields[field] : undefined;
}

function tellsPages({ type }: GraphQLField<unknown, unknown>): boolean {
  const connection = getNamedType(type);
  const pageInfo = isObjectType(connection) ? connection.getFields()['pageInfo'] : undefined;
  const info = pageInfo && getNamedType(pageInfo.type);
  if (!isObjectType(info) || pageInfo?.args.length !== 0) return false;
  return ['hasNextPage', 'endCursor'].every((name) => isScalarType(getNamedType(info.getFields()[name]?.type)));
}

/** A selection set with the field at a path of response keys changed; null when that is in a named fragment. */
function changed(
  set: SelectionSetNode,
  [key, ...rest]: readonly string[],
  change: (node: FieldNode) => FieldNode,
): SelectionSetNode | null {
  let isChanged = false;
  const selections = set.selections.map((node): SelectionNode => {
    if (isChanged || node.kind === Kind.FRAGMENT_SPREAD) return node;
    if (node.kind === Kind.INLINE_FRAGMENT) {
      const within = changed(node.selectionSet, [key!, ...rest], change);
      isChanged = within !== null;
      return within ? { ...node, selectionSet: within } : node;
    }
    if ((node.alias ?? node.name).value !== key || !node.selectionSet) return node;
    const within = rest.length > 0 ? changed(node.selectionSet, rest, change) : null;
    isChanged = rest.length === 0 || within !== null;
    if (!isChanged) return node;
    return within ? { ...node, selectionSet: within } : change(node);
  });
  return isChanged ? { ...set, selections } : null;
}

function withPaging(node: FieldNode, { args }: GraphQLField<unknown, unknown>, change: Change): FieldNode {
  change.cursor = cursorOf(node, args);
  const selections = [...node.selectionSet!.selections, PAGE_INFO];
  const asked = { ...node, selectionSet: { ...node.selectionSet!, selections } };
  return change.cursor.kind === 'new' ? { ...asked, arguments: [...(node.arguments ?? []), AFTER] } : asked;
}

function cursorOf(node: FieldNode, declared: GraphQLField<unknown, unknown>['args']): Cursor {
  const given = (name: string) => node.arguments?.find((argument) => argument.name.value === name)?.value;
  if (OTHER_WAYS.some((name) => given(name))) return { kind: 'none' };
  const after = given('after');
  if (after?.kind === Kind.VARIABLE) return { kind: 'given', name: after.name.value };
  const argument = declared.find(({ name }) => name === 'after');
  if (after || !argument || given('first')?.kind === Kind.VARIABLE) return { kind: 'none' };
  return { kind: 'new', name: CURSOR_VARIABLE, type: String(argument.type).replace(/!$/, '') };
}

function withVariable(operation: OperationDefinitionNode, type: string): OperationDefinitionNode {
  const definition = {
    kind: Kind.VARIABLE_DEFINITION as const,
    variable: { kind: Kind.VARIABLE as const, name: nameNode(CURSOR_VARIABLE) },
    type: parseType(type),
  };
  return { ...operation, variableDefinitions: [...(operation.variableDefinitions ?? []), definition] };
}

const PAGE_INFO: FieldNode = {
  kind: Kind.FIELD,
  alias: nameNode(PAGE_INFO_KEY),
  name: nameNode('pageInfo'),
  selectionSet: {
    kind: Kind.SELECTION_SET,
    selections: ['hasNextPage', 'endCursor'].map((name) => ({ kind: Kind.FIELD, name: nameNode(name) })),
  },
};

const AFTER: ArgumentNode = {
  kind: Kind.ARGUMENT,
  name: nameNode('after'),
  value: { kind: Kind.VARIABLE, name: nameNode(CURSOR_VARIABLE) },
};

function nameNode(value: string) {
  return { kind: Kind.NAME as const, value };
}
