import type { SelectedField } from './selection.js';

/** What is used of a schema; a `GraphQLSchema` of graphql-js is one. */
export interface SchemaLike {
  getRootType(operation: never): { readonly name: string } | null | undefined;
  getType(name: string): unknown;
}

/** What is used of a parsed document; a `DocumentNode` of graphql-js is one. */
export interface DocumentLike {
  readonly definitions: readonly object[];
}

export interface SelectionOptions {
  /** Which operation; the first one when left out. */
  readonly operationName?: string | null;
  /** Decide what `@skip` and `@include` leave out. */
  readonly variables?: Readonly<Record<string, unknown>>;
}

interface Node {
  readonly kind: string;
  readonly operation?: string;
  readonly name?: { readonly value: string };
  readonly alias?: { readonly value: string };
  readonly typeCondition?: { readonly name: { readonly value: string } };
  readonly selectionSet?: { readonly selections: readonly Node[] };
  readonly directives?: readonly Node[];
  readonly arguments?: readonly { readonly value: { kind: string; value?: unknown; name?: { value: string } } }[];
}

interface Reading {
  readonly schema: SchemaLike;
  readonly fragments: ReadonlyMap<string, Node>;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Fields by their keys, before they are merged. */
interface Gathered {
  readonly node: Node;
  readonly parentType: string;
}

/**
 * What a valid operation selects, in its order, fragments spread and fields of one key merged. Gives an empty list for a
 * document without one, and leaves out what the schema does not have.
 */
export function readSelection(
  document: DocumentLike,
  schema: SchemaLike,
  { operationName, variables = {} }: SelectionOptions = {},
): readonly SelectedField[] {
  const nodes = document.definitions as readonly Node[];
  const operations = nodes.filter((node) => node.kind === 'OperationDefinition');
  const operation =
    operationName == null ? operations[0] : operations.find(({ name }) => name?.value === operationName);
  const root = operation && schema.getRootType(operation.operation as never)?.name;
  if (!operation || root === undefined) return [];
  const fragments = nodes.filter((node) => node.kind === 'FragmentDefinition');
  const reading = { schema, variables, fragments: new Map(fragments.map((node) => [node.name!.value, node])) };
  return fieldsOf([{ node: operation, parentType: root }], reading);
}

/** The fields that several nodes of one place select together. */
function fieldsOf(places: readonly Gathered[], reading: Reading): SelectedField[] {
  const byKey = new Map<string, Gathered[]>();
  for (const { node, parentType } of places) gather(node, parentType, { ...reading, byKey, within: new Set() });
  return [...byKey].flatMap(([key, gathered]) => selectedField(key, gathered, reading) ?? []);
}

interface Gathering extends Reading {
  readonly byKey: Map<string, Gathered[]>;
  /** Fragments that are being spread, so that a cycle ends. */
  readonly within: ReadonlySet<string>;
}

function gather({ selectionSet }: Node, parentType: string, gathering: Gathering): void {
  for (const node of selectionSet?.selections ?? []) {
    if (isLeftOut(node, gathering.variables)) continue;
    const name = node.name?.value ?? '';
    if (node.kind === 'Field') {
      const key = node.alias?.value ?? name;
      const known = gathering.byKey.get(key);
      if (known) known.push({ node, parentType });
      else gathering.byKey.set(key, [{ node, parentType }]);
    } else if (node.kind === 'InlineFragment') {
      gather(node, node.typeCondition?.name.value ?? parentType, gathering);
    } else {
      const fragment = gathering.fragments.get(name);
      if (!fragment || gathering.within.has(name)) continue;
      const within = new Set([...gathering.within, name]);
      gather(fragment, fragment.typeCondition?.name.value ?? parentType, { ...gathering, within });
    }
  }
}

function isLeftOut({ directives = [] }: Node, variables: Readonly<Record<string, unknown>>): boolean {
  return directives.some(({ name, arguments: args }) => {
    if (name?.value !== 'skip' && name?.value !== 'include') return false;
    const value = args?.[0]?.value;
    const given = value?.kind === 'Variable' ? own(variables, value.name?.value ?? '') : value?.value;
    return name.value === 'skip' ? given === true : given === false;
  });
}

function selectedField(key: string, gathered: readonly Gathered[], reading: Reading): SelectedField | undefined {
  const { node, parentType } = gathered[0]!;
  const field = node.name?.value ?? '';
  const text = field === '__typename' ? 'String!' : typeText(reading.schema, parentType, field);
  if (text === undefined) return undefined;
  const type = text.replace(/[[\]!]/g, '');
  const isLeaf = node.selectionSet === undefined;
  const below = gathered.map((one) => ({
    node: one.node,
    parentType: typeText(reading.schema, one.parentType, one.node.name?.value ?? '')?.replace(/[[\]!]/g, '') ?? type,
  }));
  return {
    key,
    field,
    parentType,
    type,
    listDepth: text.split('[').length - 1,
    fields: isLeaf ? null : fieldsOf(below, reading),
  };
}

/** The type of a field as the schema language writes it. */
function typeText(schema: SchemaLike, parentType: string, field: string): string | undefined {
  const type = schema.getType(parentType) as { getFields?: () => Record<string, { type: unknown }> } | undefined;
  const found = own(type?.getFields?.() ?? {}, field);
  return found && String(found.type);
}

function own<Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
