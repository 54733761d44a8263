import {
  getNamedType,
  GraphQLError,
  isCompositeType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';

/** More fields were to be compared than allowed. */
export class TooManyFields extends Error {}

/** A field as an operation selects it, on a type. */
interface Use {
  readonly node: FieldNode;
  readonly parent: GraphQLCompositeType;
  readonly type: GraphQLOutputType | undefined;
}

interface Place {
  readonly selectionSet: SelectionSetNode;
  readonly type: GraphQLCompositeType;
}

interface Comparing {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  fieldsLeft: number;
}

/**
 * The first two fields that have one name in an answer but are not the same: rule 5.3.2 of the GraphQL specification,
 * "field selection merging". All fields of a name are compared to the first of them, not all to all, so that the time it
 * takes grows with their number and not with its square. The document must keep all other rules. Throws `TooManyFields`
 * after `fieldsMax`.
 */
export function findMergeConflict(
  schema: GraphQLSchema,
  { definitions }: DocumentNode,
  fieldsMax: number,
): GraphQLError | undefined {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of definitions) if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  const comparing: Comparing = { schema, fragments, fieldsLeft: fieldsMax };
  for (const node of definitions) {
    const type = node.kind === Kind.OPERATION_DEFINITION && schema.getRootType(node.operation);
    if (!type) continue;
    const conflict = compare([{ selectionSet: node.selectionSet, type }], 'all', comparing);
    if (conflict) return conflict;
  }
  return undefined;
}

/** What is compared: the types of values alone, names and arguments alone, or both. */
type Aspect = 'shape' | 'call' | 'all';

function compare(places: readonly Place[], aspect: Aspect, comparing: Comparing): GraphQLError | undefined {
  for (const [key, uses] of collect(places, comparing)) {
    const groups = aspect === 'shape' ? [uses] : groupsOnCommonTypes(uses);
    const conflict =
      (aspect === 'call' ? undefined : shapeConflict(key, uses)) ??
      (aspect === 'shape' ? undefined : first(groups, (group) => callConflict(key, group)));
    if (conflict) return conflict;
    const isWhole = groups.length === 1;
    const below =
      (isWhole || aspect === 'call' ? undefined : compareBelow(uses, 'shape', comparing)) ??
      first(groups, (group) => compareBelow(group, isWhole || aspect === 'shape' ? aspect : 'call', comparing));
    if (below) return below;
  }
  return undefined;
}

function compareBelow(uses: readonly Use[], aspect: Aspect, comparing: Comparing): GraphQLError | undefined {
  const places: Place[] = [];
  for (const { node, type } of uses) {
    const named = type && getNamedType(type);
    if (node.selectionSet && isCompositeType(named)) places.push({ selectionSet: node.selectionSet, type: named });
  }
  return places.length === 0 ? undefined : compare(places, aspect, comparing);
}

/** The fields of all places by the name that they have in the answer; a fragment counts once. */
function collect(places: readonly Place[], comparing: Comparing): Map<string, Use[]> {
  const found = new Map<string, Use[]>();
  const spread = new Set<string>();
  const add = ({ selectionSet, type }: Place): void => {
    for (const selection of selectionSet.selections) {
      if (selection.kind === Kind.FIELD) {
        if (--comparing.fieldsLeft < 0) throw new TooManyFields();
        const key = selection.alias?.value ?? selection.name.value;
        const use = { node: selection, parent: type, type: fieldType(type, selection.name.value) };
        const uses = found.get(key);
        if (uses) uses.push(use);
        else found.set(key, [use]);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        add({ selectionSet: selection.selectionSet, type: conditionType(selection.typeCondition?.name.value) ?? type });
      } else if (!spread.has(selection.name.value)) {
        spread.add(selection.name.value);
        const fragment = comparing.fragments.get(selection.name.value);
        const condition = conditionType(fragment?.typeCondition.name.value);
        if (fragment && condition) add({ selectionSet: fragment.selectionSet, type: condition });
      }
    }
  };
  const conditionType = (name: string | undefined): GraphQLCompositeType | undefined => {
    const type = name === undefined ? undefined : comparing.schema.getType(name);
    return isCompositeType(type) ? type : undefined;
  };
  places.forEach(add);
  return found;
}

function fieldType(parent: GraphQLCompositeType, name: string): GraphQLOutputType | undefined {
  if (name === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef.type;
  if (isObjectType(parent) || isInterfaceType(parent)) {
    const fields = parent.getFields();
    if (Object.hasOwn(fields, name)) return fields[name]!.type;
  }
  return [SchemaMetaFieldDef, TypeMetaFieldDef].find((field) => field.name === name)?.type;
}

/** The uses that may be answered by one object: those on each object type, with those on any type. */
function groupsOnCommonTypes(uses: readonly Use[]): (readonly Use[])[] {
  if (uses.every(({ parent }) => parent === uses[0]!.parent)) return [uses];
  const byType = Map.groupBy(uses, ({ parent }) => (isObjectType(parent) ? parent.name : ''));
  const onAny = byType.get('') ?? [];
  byType.delete('');
  return byType.size === 0 ? [onAny] : [...byType.values()].map((group) => [...onAny, ...group]);
}

function shapeConflict(key: string, [one, ...others]: readonly Use[]): GraphQLError | undefined {
  const other = others.find(({ type }) => type && one!.type && typesConflict(one!.type, type));
  return (
    other &&
    conflictError(
      key,
      [one!, other],
      `they return conflicting types "${String(one!.type)}" and "${String(other.type)}"`,
    )
  );
}

function typesConflict(one: GraphQLOutputType, other: GraphQLOutputType): boolean {
  if (isNonNullType(one) || isNonNullType(other))
    return !isNonNullType(one) || !isNonNullType(other) || typesConflict(one.ofType, other.ofType);
  if (isListType(one) || isListType(other))
    return !isListType(one) || !isListType(other) || typesConflict(one.ofType, other.ofType);
  return (isLeafType(one) || isLeafType(other)) && one !== other;
}

function callConflict(key: string, [one, ...others]: readonly Use[]): GraphQLError | undefined {
  const { node } = one!;
  const renamed = others.find((other) => other.node.name.value !== node.name.value);
  if (renamed) {
    const names = `"${node.name.value}" and "${renamed.node.name.value}"`;
    return conflictError(key, [one!, renamed], `${names} are different fields`);
  }
  if (others.every((other) => !hasArguments(other.node)) && !hasArguments(node)) return undefined;
  const call = argumentsText(node);
  const differing = others.find((other) => argumentsText(other.node) !== call);
  return differing && conflictError(key, [one!, differing], 'they have differing arguments');
}

function hasArguments({ arguments: args }: FieldNode): boolean {
  return args !== undefined && args.length > 0;
}

function argumentsText({ arguments: args = [] }: FieldNode): string {
  return membersText(args.map(({ name, value }) => [name.value, value]));
}

function membersText(members: readonly (readonly [string, ValueNode])[]): string {
  return members
    .map(([name, value]) => `${name}:${valueText(value)}`)
    .sort()
    .join();
}

/** A value so that the order of an object's members makes no difference. */
function valueText(value: ValueNode): string {
  switch (value.kind) {
    case Kind.OBJECT:
      return `{${membersText(value.fields.map(({ name, value: member }) => [name.value, member]))}}`;
    case Kind.LIST:
      return `[${value.values.map(valueText).join()}]`;
    case Kind.VARIABLE:
      return `$${value.name.value}`;
    case Kind.NULL:
      return 'null';
    case Kind.STRING:
      return JSON.stringify(value.value);
    default:
      return String(value.value);
  }
}

function conflictError(key: string, uses: readonly Use[], reason: string): GraphQLError {
  const advice = 'Use different aliases on the fields to fetch both if this was intentional';
  const nodes = uses.map(({ node }) => node);
  return new GraphQLError(`Fields "${key}" conflict because ${reason}. ${advice}`, { nodes });
}

function first<Item, Found>(items: readonly Item[], find: (item: Item) => Found | undefined): Found | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
