import {
  getNamedType,
  isListType,
  getNullableType,
  isObjectType,
  Kind,
  parse,
  parseType,
  print,
  visit,
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  type SelectionNode,
} from 'graphql';
import { fieldsAt, operationOf } from './fields-at.js';

/** An operation that can be asked for one page after another. */
export interface PagedOperation {
  /** `cursor` as https://relay.dev/graphql/connections.htm has it; `offset` by how many elements to leave out. */
  readonly kind: 'cursor' | 'offset';
  /** The operation, with a variable for where the page starts and with `pageInfo`, which it may have lacked. */
  readonly text: string;
  readonly variable: string;
  /** Keys from the root of the answer to the connection or the list. */
  readonly path: readonly string[];
}

interface Asked {
  readonly text: string;
  readonly operationName: string | null;
}

const OWN_VARIABLE = 'pageStart';
const OFFSETS = ['offset', 'skip'];
const PAGE_INFO = parse('{ pageInfo { hasNextPage endCursor } }').definitions[0]!;

/** How the list at a place of an answer is asked for page by page; null when the schema gives it whole. */
export function pagedOperation(
  { text, operationName }: Asked,
  schema: GraphQLSchema,
  path: readonly string[],
): PagedOperation | null {
  const document = parse(text);
  const place = fieldsAt(document, schema, { operationName, path });
  if (!place || place.nodes.length === 0) return null;
  const { field, nodes } = place;
  const isList = isListType(getNullableType(field.type));
  const argument = field.args.find(({ name }) => (isList ? OFFSETS.includes(name) : name === 'after'));
  if (!argument || (!isList && !hasPageInfo(getNamedType(field.type)))) return null;
  // A page of a list starts at 0 or more, the first page of a connection at no cursor.
  const type = isList ? String(argument.type) : String(argument.type).replace(/!$/, '');
  const edit = { argument: argument.name, type, nodes: new Set<unknown>(nodes), isList };
  const { paged, variable } = edited(document, operationName, edit);
  return { kind: isList ? 'offset' : 'cursor', text: print(paged), variable, path };
}

interface Edit {
  readonly argument: string;
  readonly type: string;
  readonly nodes: ReadonlySet<unknown>;
  readonly isList: boolean;
}

function edited(document: DocumentNode, operationName: string | null, edit: Edit) {
  const operation = operationOf(document, operationName);
  const given = [...edit.nodes].map((node) => variableOf(node as FieldNode, edit.argument)).find(Boolean);
  const variable = given ?? OWN_VARIABLE;
  const paged = visit(document, {
    Field: (node) => (edit.nodes.has(node) ? withPage(node, edit, variable) : undefined),
    OperationDefinition: {
      leave: (node) => {
        const isMeant = given === undefined && node.name?.value === operation?.name?.value;
        return isMeant ? withVariable(node, variable, edit.type) : undefined;
      },
    },
  });
  return { paged, variable };
}

function variableOf(node: FieldNode, argument: string): string | undefined {
  const value = node.arguments?.find(({ name }) => name.value === argument)?.value;
  return value?.kind === Kind.VARIABLE ? value.name.value : undefined;
}

function withPage(node: FieldNode, { argument, isList }: Edit, variable: string): FieldNode {
  const others = node.arguments?.filter(({ name }) => name.value !== argument) ?? [];
  const start: ArgumentNode = {
    kind: Kind.ARGUMENT,
    name: { kind: Kind.NAME, value: argument },
    value: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: variable } },
  };
  const selections: readonly SelectionNode[] = node.selectionSet?.selections ?? [];
  const added = !isList && PAGE_INFO.kind === Kind.OPERATION_DEFINITION ? PAGE_INFO.selectionSet.selections : [];
  const selectionSet = { kind: Kind.SELECTION_SET as const, selections: [...selections, ...added] };
  return { ...node, arguments: [...others, start], selectionSet };
}

function withVariable(
  node: Extract<DocumentNode['definitions'][number], { kind: Kind.OPERATION_DEFINITION }>,
  name: string,
  type: string,
) {
  const definition = {
    kind: Kind.VARIABLE_DEFINITION as const,
    variable: { kind: Kind.VARIABLE as const, name: { kind: Kind.NAME as const, value: name } },
    type: parseType(type),
  };
  return { ...node, variableDefinitions: [...(node.variableDefinitions ?? []), definition] };
}

function hasPageInfo(type: unknown): boolean {
  return isObjectType(type) && Object.hasOwn(type.getFields(), 'pageInfo');
}
