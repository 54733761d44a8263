import { getNamedType, Kind, type FieldNode, type GraphQLField, type ValueNode } from 'graphql';

/** How a list is told where its next page begins. */
export type PageStart =
  /** It is not: the query itself says which of its elements it wants, or the list has no pages. */
  | { readonly kind: 'none' }
  /** By a variable that the query has. */
  | { readonly kind: 'given'; readonly variable: string }
  /** By an argument that the query left out. */
  | { readonly kind: 'new'; readonly argument: string; readonly type: string };

type Field = GraphQLField<unknown, unknown>;

/** A list that is read from its end, or from a fixed place, is not read on. */
const OTHER_WAYS = ['last', 'before'];
const OFFSETS = ['offset', 'skip'];
const COUNTS = ['first', 'limit', 'take'];
const NONE: PageStart = { kind: 'none' };

/** Where the next page of a connection begins: its cursor, https://relay.dev/graphql/connections.htm. */
export function cursorStart(node: FieldNode, definition: Field): PageStart {
  return OTHER_WAYS.some((name) => given(node, name)) ? NONE : startBy(node, definition, ['after']);
}

/** Where the next page of a plain list begins: how many elements it leaves out. */
export function offsetStart(node: FieldNode, { args, ...definition }: Field): PageStart {
  const whole = args.filter(({ type }) => getNamedType(type).name === 'Int');
  return startBy(node, { ...definition, args: whole }, OFFSETS);
}

function startBy(node: FieldNode, { args }: Field, names: readonly string[]): PageStart {
  const argument = args.find(({ name }) => names.includes(name));
  if (!argument) return NONE;
  const value = given(node, argument.name);
  if (value?.kind === Kind.VARIABLE) return { kind: 'given', variable: value.name.value };
  if (value || COUNTS.some((name) => given(node, name)?.kind === Kind.VARIABLE)) return NONE;
  return { kind: 'new', argument: argument.name, type: String(argument.type).replace(/!$/, '') };
}

function given({ arguments: all }: FieldNode, wanted: string): ValueNode | undefined {
  return all?.find(({ name }) => name.value === wanted)?.value;
}
