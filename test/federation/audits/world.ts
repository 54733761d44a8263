import { GraphQLError, Kind, type FieldNode, type SelectionSetNode, type TypeNode } from 'graphql';
import type { Row } from '../support/subgraph-fixture.js';
import type { Contract } from './contract.js';
import { fieldsFor, namesIn } from './field-set.js';
import { hash, oneOf } from './hash.js';
import { createLookups, namedType, type Definition, type Lookups } from './lookups.js';

/** An object of the world: everything about it follows from its type and number. */
export interface Thing {
  readonly type: string;
  readonly n: number;
}

/** Data for subgraphs of which only the contracts are known: the same wherever it is asked. */
export interface World {
  readonly contracts: readonly Contract[];
  /** The value of a field; `sent` is what it is computed from besides its arguments. */
  valueOf(thing: Thing, fieldName: string, args: Row, sent?: string): unknown;
  /** What a field set selects on an object, as a representation has it. */
  project(thing: Thing, set: SelectionSetNode): Row;
  /** Where a field is defined for a type. */
  definitions(typeName: string, fieldName: string): readonly Definition[];
  /** The object types that a name can be in one subgraph. */
  possibleTypes(contract: Contract, name: string): readonly string[];
  isKeyField(typeName: string, fieldName: string): boolean;
}

const THINGS_PER_TYPE = 4;
const COUNTS = [2, 0, 1, 3];

/** What the world needs to know of the whole schema. */
export interface WholeArguments {
  /** The arguments that clients know of a field. */
  names(typeName: string, fieldName: string): ReadonlySet<string>;
  /** The values of all arguments of a field, with their defaults. */
  values(typeName: string, field: FieldNode): Row;
}

export function createWorld(contracts: readonly Contract[], whole: WholeArguments): World {
  const keyNames = keyFieldsOf(contracts);
  const needed = neededNames(contracts);
  const lookups = createLookups(contracts);
  const { definitions, possibleTypes } = lookups;
  const { keyValue, valueOfType } = createMaking(contracts, lookups);
  const argumentsText = (typeName: string, fieldName: string, args: Row): string => {
    const known = whole.names(typeName, fieldName);
    const kept = Object.entries(args).filter(([name]) => known.has(name));
    return JSON.stringify(
      kept.sort(([a], [b]) => (a < b ? -1 : 1)),
      sortedKeys,
    );
  };

  const valueOf: World['valueOf'] = (thing, fieldName, args, sent) => {
    const found = definitions(thing.type, fieldName);
    if (found.length === 0) throw new Error(`Nobody defines ${thing.type}.${fieldName}`);
    if (keyNames.has(`${thing.type}.${fieldName}`)) return keyValue(found, thing);
    const seed = hash(thing.type, String(thing.n), fieldName, argumentsText(thing.type, fieldName, args));
    const isOwnedByOne = found.filter(({ field }) => !field.isExternal).length === 1;
    if (isOwnedByOne && !needed.has(fieldName) && hash(fieldName, thing.type) % 4 === 0 && seed % 6 === 0)
      throw new GraphQLError(`${fieldName} of ${thing.type} ${thing.n} fails`);
    const types = found.map(({ field }) => field.node.type);
    return valueOfType(types, { found, fieldName, sent }, seed);
  };

  const project: World['project'] = (thing, set) => {
    const applies = (condition: string) =>
      condition === thing.type || contracts.some((contract) => possibleTypes(contract, condition).includes(thing.type));
    return Object.fromEntries(
      fieldsFor(set, applies)
        .filter((field) => field.name.value !== '__typename')
        .map((field) => [field.name.value, projected(valueAt(thing, field), field)]),
    );
  };

  const projected = (value: unknown, field: FieldNode): unknown => {
    if (Array.isArray(value)) return value.map((item) => projected(item, field));
    return field.selectionSet && value !== null ? project(value as Thing, field.selectionSet) : value;
  };

  /** A field as a subgraph that requires it gets it. */
  const valueAt = (thing: Thing, field: FieldNode): unknown => {
    const name = field.name.value;
    const requires = definitions(thing.type, name).find((one) => one.field.requires)?.field.requires;
    return valueOf(
      thing,
      name,
      whole.values(thing.type, field),
      requires && JSON.stringify(project(thing, requires), sortedKeys),
    );
  };

  return {
    contracts,
    valueOf,
    project,
    definitions,
    possibleTypes,
    isKeyField: (typeName, fieldName) => keyNames.has(`${typeName}.${fieldName}`),
  };
}

/** Makes values of a field out of a seed. */
function createMaking(contracts: readonly Contract[], { typesFor, enumValues }: Lookups) {
  const keyValue = (found: readonly Definition[], { type, n }: Thing): unknown => {
    const { node } = found[0]!.field;
    const name = namedType(node.type);
    const isList = listDepth(node.type) > 0;
    const target = oneOf(typesFor(found), n);
    const value = target ? { type: target, n } : name === 'Int' ? n : `${type}-${n}`;
    return isList ? [value] : value;
  };

  interface Making {
    readonly found: readonly Definition[];
    readonly fieldName: string;
    readonly sent: string | undefined;
  }

  const valueOfType = (types: readonly TypeNode[], making: Making, seed: number): unknown => {
    const isNonNull = types.some((type) => type.kind === Kind.NON_NULL_TYPE);
    if (!isNonNull && seed % 7 === 0) return null;
    const inner = types.map((type) => (type.kind === Kind.NON_NULL_TYPE ? type.type : type));
    if (inner.every((type) => type.kind === Kind.LIST_TYPE)) {
      const items = inner.map((type) => type.type);
      return Array.from({ length: COUNTS[seed % 4]! }, (_, i) =>
        valueOfType(items, making, hash(String(seed), String(i))),
      );
    }
    return itemValue(making, seed, isNonNull);
  };

  const itemValue = ({ found, fieldName, sent }: Making, seed: number, isNonNull: boolean): unknown => {
    const name = namedType(found[0]!.field.node.type);
    const kind = found[0]!.contract.types.get(name)?.kind;
    if (kind === 'enum') return oneOf(enumValues(found, name), seed);
    const leaf = leafValue(name, sent === undefined ? seed : hash(String(seed), sent));
    if (leaf !== undefined) return name === 'String' && sent !== undefined ? `${fieldName} by ${sent}` : leaf;
    if (kind === 'scalar') return oneOf(ANY, seed);
    const type = oneOf(typesFor(found), seed >> 3);
    if (type === undefined) {
      if (isNonNull) throw new Error(`No object can be at ${fieldName}`);
      return null;
    }
    const isEntity = contracts.some(({ types }) => (types.get(type)?.keys.length ?? 0) > 0);
    return { type, n: type === 'Query' ? 0 : seed % (isEntity ? THINGS_PER_TYPE : 1000) };
  };

  return { keyValue, valueOfType };
}

const ANY = [1, 'text', true, [1, { a: null }], { a: { b: [true] }, __typename: 'No', id: 7 }];

function leafValue(name: string, seed: number): unknown {
  if (name === 'Int') return (seed % 5) - 2;
  if (name === 'Float') return (seed % 9) / 4;
  if (name === 'Boolean') return seed % 2 === 0;
  if (name === 'String' || name === 'ID') return seed % 5 === 0 ? '' : `${name} ${seed % 20}`;
  return undefined;
}

/** Every `Type.field` that stands in a key, with the fields of its objects below. */
function keyFieldsOf(contracts: readonly Contract[]): Set<string> {
  const names = new Set<string>();
  const add = (contract: Contract, typeName: string, set: SelectionSetNode): void => {
    for (const field of fieldsFor(set, () => true)) {
      const found = contract.types.get(typeName)?.fields.get(field.name.value);
      if (!found) continue;
      for (const name of implementing(contracts, typeName)) names.add(`${name}.${field.name.value}`);
      if (field.selectionSet) add(contract, namedType(found.node.type), field.selectionSet);
    }
  };
  for (const contract of contracts)
    for (const type of contract.types.values()) for (const { fields } of type.keys) add(contract, type.name, fields);
  return names;
}

function implementing(contracts: readonly Contract[], name: string): string[] {
  const types = contracts.flatMap((contract) => [...contract.types.values()]);
  return [name, ...types.filter(({ interfaces }) => interfaces.includes(name)).map((type) => type.name)];
}

/** The fields that others are computed from, which never fail. */
function neededNames(contracts: readonly Contract[]): Set<string> {
  const names = new Set<string>();
  for (const { types } of contracts)
    for (const { fields } of types.values())
      for (const { requires, fromContext } of fields.values()) {
        if (requires) namesIn(requires).forEach((name) => names.add(name));
        for (const text of fromContext.values()) (text.match(/\w+/g) ?? []).forEach((name) => names.add(name));
      }
  return names;
}

function listDepth(type: TypeNode): number {
  if (type.kind === Kind.NAMED_TYPE) return 0;
  return listDepth(type.type) + (type.kind === Kind.LIST_TYPE ? 1 : 0);
}

/** A replacer for JSON whose objects have their keys in order. */
export function sortedKeys(_key: string, value: unknown): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
}
