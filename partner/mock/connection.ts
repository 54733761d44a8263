import { getNamedType, isObjectType, type GraphQLNamedType, type GraphQLObjectType } from 'graphql';
import { refused } from './mock-object.js';

/** The types of a connection, of the Relay specification or with `nodes` in the place of edges. */
export interface ConnectionShape {
  readonly edge: GraphQLObjectType | undefined;
  readonly node: GraphQLNamedType;
}

const COUNTS = ['totalCount', 'total', 'count'] as const;
const PAGE_ARGUMENTS: readonly string[] = ['first', 'last', 'after', 'before', 'limit'];
const PAGE_DEFAULT = 50;

/** The shape of a connection; undefined for a type that is none. */
export function connectionShape(type: GraphQLNamedType): ConnectionShape | undefined {
  if (!isObjectType(type)) return undefined;
  const { pageInfo, edges, nodes } = type.getFields();
  if (!pageInfo) return undefined;
  const edge = edges && getNamedType(edges.type);
  const node = nodes ? getNamedType(nodes.type) : isObjectType(edge) && edge.getFields()['node']?.type;
  if (!node) return undefined;
  return { edge: isObjectType(edge) ? edge : undefined, node: getNamedType(node) };
}

export type FieldArguments = Readonly<Record<string, unknown>>;

/** A page of a list of `total` items: those from `start` until before `end`. */
export interface PageOfItems {
  readonly start: number;
  readonly end: number;
}

/** The page that the arguments of a connection ask for, as the Relay specification says. Throws `BAD_USER_INPUT`. */
export function pageOf(args: FieldArguments, total: number): PageOfItems {
  const first = size('first', args) ?? size('limit', args);
  const last = size('last', args);
  let start = args['after'] == null ? 0 : Math.min(total, indexIn(args['after']) + 1);
  let end = args['before'] == null ? total : Math.min(total, indexIn(args['before']));
  if (first !== undefined) end = Math.min(end, start + first);
  if (last !== undefined) start = Math.max(start, end - last);
  if (first === undefined && last === undefined) end = Math.min(end, start + PAGE_DEFAULT);
  return { start, end: Math.max(start, end) };
}

/** What a connection knows besides its items. */
export function pageFacts({ start, end }: PageOfItems, total: number): Record<string, unknown> {
  const pageInfo = {
    hasNextPage: end < total,
    hasPreviousPage: start > 0,
    startCursor: end > start ? cursorOf(start) : null,
    endCursor: end > start ? cursorOf(end - 1) : null,
  };
  return { pageInfo, ...Object.fromEntries(COUNTS.map((name) => [name, total])) };
}

export function cursorOf(index: number): string {
  return Buffer.from(`item ${index}`).toString('base64url');
}

/** Arguments without those that choose a page: the list is the same on all its pages. */
export function withoutPage(args: FieldArguments): FieldArguments {
  return Object.fromEntries(Object.entries(args).filter(([name]) => !PAGE_ARGUMENTS.includes(name)));
}

function indexIn(cursor: unknown): number {
  const index = /^item (\d{1,9})$/.exec(Buffer.from(String(cursor), 'base64url').toString())?.[1];
  if (index === undefined) throw refused('The cursor is not of this list. Start again without it');
  return Number(index);
}

function size(name: string, args: FieldArguments): number | undefined {
  const value = args[name];
  if (typeof value !== 'number') return undefined;
  if (value < 0) throw refused(`${name} must not be negative, and is ${value}`);
  return value;
}
