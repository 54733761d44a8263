import {
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
  isScalarType,
  print,
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { TableChoice } from '../../kit/table/plan-table.js';
import type { SelectedField } from '../../kit/table/selection.js';
import { changedAt, wholeQuery, withArgument, withFields, withVariable } from './change-document.js';
import { cursorStart, offsetStart, type PageStart } from './page-start.js';

/** How one saved query is asked for the rows of one table. */
export interface PagedDocument {
  readonly text: string;
  /** Null where the table is in one answer. */
  readonly paging: Paging | null;
  /** Keys to `{ hasNextPage }` of lists inside others, of which only the first page is read. */
  readonly innerPages: readonly (readonly string[])[];
}

export type Paging = CursorPaging | OffsetPaging;

export interface CursorPaging {
  readonly kind: 'cursor';
  /** Keys from the root of an answer to `{ hasNextPage endCursor }`. */
  readonly pageInfo: readonly string[];
  /** The variable that takes the cursor of the page before; null when the query itself says how many rows it wants. */
  readonly variable: string | null;
}

export interface OffsetPaging {
  readonly kind: 'offset';
  /** Keys from the root of an answer to the list. */
  readonly list: readonly string[];
  /** The variable that takes how many elements were read. */
  readonly variable: string;
}

/** What is to be read whole. */
export interface Wanted {
  readonly table: TableChoice;
  /** Lists inside the table of which every element counts, by their names. */
  readonly lists: readonly string[];
}

const PAGE_INFO_KEY = 'joinery_pageInfo';
const START_VARIABLE = 'joinery_after';

interface Change {
  readonly path: readonly string[];
  readonly apply: (node: FieldNode) => FieldNode;
}

/**
 * Makes a query tell whether its table goes on, and read on. A connection (https://relay.dev/graphql/connections.htm), and a
 * plain list with an argument `offset`, is read to its end, unless its author made `first` a variable and left `after` or
 * `offset` out: then the rows wanted are that many.
 */
export function pagedDocument(
  schema: GraphQLSchema,
  document: DocumentNode,
  tables: readonly TableChoice[],
  wanted: Wanted,
): PagedDocument {
  const inner = innerConnections(schema, tables, wanted);
  const made: Made = { operation: wholeQuery(document), innerPages: [], paging: null };
  for (const { path } of inner) {
    const isMade = change(made, {
      path,
      apply: (node) => withFields(node, [PAGE_INFO_KEY, 'pageInfo'], ['hasNextPage']),
    });
    if (isMade) made.innerPages.push([...path, PAGE_INFO_KEY]);
  }
  const outermost = outermostOf(tables, wanted.table);
  if (outermost) readOn(schema, outermost, made);
  const { operation, paging, innerPages } = made;
  return { text: print(operation), paging, innerPages };
}

interface Made {
  operation: OperationDefinitionNode;
  readonly innerPages: string[][];
  paging: Paging | null;
}

/** Changes one field of the operation; false where there is none. */
function change(made: Made, { path, apply }: Change): boolean {
  const selectionSet = changedAt(made.operation.selectionSet, path, apply);
  if (selectionSet) made.operation = { ...made.operation, selectionSet };
  return selectionSet !== null;
}

function readOn(schema: GraphQLSchema, { connection, list, path }: TableChoice, made: Made): void {
  const field = connection ?? list;
  const definition = field && fieldOf(schema, field);
  if (!definition || (connection && !tells(definition, ['hasNextPage', 'endCursor']))) return;
  if (!connection && !isListType(getNullableType(definition.type))) return;
  let start: PageStart = { kind: 'none' };
  const isMade = change(made, {
    path,
    apply(node) {
      start = connection ? cursorStart(node, definition) : offsetStart(node, definition);
      const told = connection ? withFields(node, [PAGE_INFO_KEY, 'pageInfo'], ['hasNextPage', 'endCursor']) : node;
      return start.kind === 'new' ? withArgument(told, start.argument, START_VARIABLE) : told;
    },
  });
  if (!isMade) return;
  const variable = variableOf(start);
  if (connection) made.paging = { kind: 'cursor', pageInfo: [...path, PAGE_INFO_KEY], variable };
  else if (variable !== null) made.paging = { kind: 'offset', list: path, variable };
  declare(made, start);
}

function variableOf(start: PageStart): string | null {
  if (start.kind === 'none') return null;
  return start.kind === 'given' ? start.variable : START_VARIABLE;
}

function declare(made: Made, start: PageStart): void {
  if (start.kind === 'new') made.operation = withVariable(made.operation, START_VARIABLE, start.type);
}

/** The list that a table lies in, or the table itself. */
function outermostOf(tables: readonly TableChoice[], { name }: TableChoice): TableChoice | undefined {
  return tables.find((one) => one.depth === 0 && isWithin(name, one.name));
}

/** Connections inside other lists that rows come from, as far as they tell whether they go on. */
function innerConnections(schema: GraphQLSchema, tables: readonly TableChoice[], { table, lists }: Wanted) {
  return tables.filter(({ depth, name, connection }) => {
    const isRead = isWithin(table.name, name) || lists.some((list) => isWithin(list, name));
    if (depth === 0 || !connection || !isRead) return false;
    const definition = fieldOf(schema, connection);
    return definition !== undefined && tells(definition, ['hasNextPage']);
  });
}

function isWithin(name: string, outer: string): boolean {
  return name === outer || name.startsWith(`${outer}.`);
}

type Field = GraphQLField<unknown, unknown>;

function fieldOf(schema: GraphQLSchema, { parentType, field }: SelectedField): Field | undefined {
  const type = schema.getType(parentType);
  const fields = isObjectType(type) || isInterfaceType(type) ? type.getFields() : {};
  return Object.hasOwn(fields, field) ? fields[field] : undefined;
}

function tells({ type }: Field, names: readonly string[]): boolean {
  const connection = getNamedType(type);
  const pageInfo = isObjectType(connection) ? connection.getFields()['pageInfo'] : undefined;
  const info = pageInfo && getNamedType(pageInfo.type);
  if (!isObjectType(info) || pageInfo?.args.length !== 0) return false;
  return names.every((name) => isScalarType(getNamedType(info.getFields()[name]?.type)));
}
