import type { SelectionSetNode } from 'graphql';
import type { FixtureResolver, Row } from '../support/subgraph-fixture.js';
import type { Contract, ContractField, ContractType } from './contract.js';
import { fieldsFor } from './field-set.js';
import { sortedKeys, type Thing, type World } from './world.js';

/** A thing as one subgraph has it. */
interface LocalThing extends Row {
  readonly __typename: string;
  readonly thing: Thing;
  /** The representation it was resolved from. */
  readonly sent?: Row;
  /** What the subgraph can answer here beyond its own. */
  readonly provided: readonly SelectionSetNode[];
}

/** Lets a subgraph answer its contract from the world, and fail for what it does not own. */
export function worldFields(world: World, contract: Contract): Record<string, FixtureResolver> {
  const fields: Record<string, FixtureResolver> = {};
  for (const type of contract.types.values()) {
    if (type.kind !== 'object' && type.kind !== 'interface') continue;
    if (type.keys.length > 0) fields[`${type.name}.__resolveReference`] = referenceResolver(world, contract, type);
    if (type.kind === 'interface') continue;
    for (const field of type.fields.values())
      fields[`${type.name}.${field.name}`] = fieldResolver({ world, contract, type, field });
  }
  return fields;
}

interface Place {
  readonly world: World;
  readonly contract: Contract;
  readonly type: ContractType;
  readonly field: ContractField;
}

function fieldResolver(place: Place): FixtureResolver {
  const { world, contract, type, field } = place;
  const isRoot = ['Query', 'Mutation', 'Subscription'].includes(type.name);
  return (parent, args) => {
    const local = isRoot ? rootThing(type.name) : (parent as LocalThing);
    const { thing } = local;
    const given = local.provided.flatMap((set) => namedIn(world, contract, { set, thing, name: field.name }));
    const isKey = world.isKeyField(thing.type, field.name);
    if (!isKey && field.isExternal && given.length === 0) throw new Error(`${type.name}.${field.name} is external`);
    if (!isKey && isTakenAway(place)) throw new Error(`${type.name}.${field.name} is overridden`);
    const value = world.valueOf(thing, field.name, args, sentFor(place, local, args));
    const below = given.flatMap(({ selectionSet }) => (selectionSet ? [selectionSet] : []));
    return localValue(place, value, field.provides ? [...below, field.provides] : below);
  };
}

function rootThing(name: string): LocalThing {
  return { __typename: name, thing: { type: name, n: 0 }, provided: [] };
}

function namedIn(
  world: World,
  contract: Contract,
  { set, thing, name }: { readonly set: SelectionSetNode; readonly thing: Thing; readonly name: string },
) {
  return fieldsFor(set, (condition) => world.possibleTypes(contract, condition).includes(thing.type)).filter(
    (field) => field.name.value === name,
  );
}

/** Whether another subgraph answers the field instead, or this one is not to answer it yet. */
function isTakenAway({ world, contract, type, field }: Place): boolean {
  if (field.override?.label !== undefined && !isOn(field.override.label)) return true;
  return world.contracts.some((other) => {
    const override = other.types.get(type.name)?.fields.get(field.name)?.override;
    return override?.from === contract.subgraph && (override.label === undefined || isOn(override.label));
  });
}

function isOn(label: string): boolean {
  return label === 'percent(100)';
}

/** What a field is computed from: what it requires, and the arguments that came from a context. */
function sentFor({ world, field }: Place, local: LocalThing, args: Row): string | undefined {
  const { thing, provided, sent = {} } = local;
  const contextual = [...field.fromContext.keys()].map((name) => [name, args[name] ?? null]);
  if (!field.requires) return contextual.length > 0 ? JSON.stringify(contextual) : undefined;
  const known = provided.map((set) => world.project(thing, set));
  return JSON.stringify(partOf(Object.assign({}, ...known, sent) as Row, field.requires), sortedKeys);
}

/** The part of a representation that a field set selects; what a fragment selects may be absent. */
function partOf(row: Row, set: SelectionSetNode): Row {
  const always = fieldsFor(set, () => false);
  return Object.fromEntries(
    fieldsFor(set, () => true)
      .filter((field) => field.name.value !== '__typename')
      .filter((field) => always.includes(field) || Object.hasOwn(row, field.name.value))
      .map(({ name, selectionSet }) => [
        name.value,
        Object.hasOwn(row, name.value) ? partOfValue(row[name.value], selectionSet) : 'not sent',
      ]),
  );
}

function partOfValue(value: unknown, set: SelectionSetNode | undefined): unknown {
  if (Array.isArray(value)) return value.map((item) => partOfValue(item, set));
  return set && typeof value === 'object' && value !== null ? partOf(value, set) : value;
}

function localValue(place: Place, value: unknown, provided: readonly SelectionSetNode[]): unknown {
  if (Array.isArray(value)) return value.map((item) => localValue(place, item, provided));
  if (!isThing(value)) return value;
  return { __typename: localName(place, value.type), thing: value, provided } satisfies LocalThing;
}

function isThing(value: unknown): value is Thing {
  return typeof value === 'object' && value !== null && Object.keys(value).join() === 'type,n';
}

function localName({ world, contract }: Pick<Place, 'world' | 'contract'>, typeName: string): string {
  if (contract.types.has(typeName)) return typeName;
  const standIn = [...contract.types.values()].find(
    ({ name, isInterfaceObject }) => isInterfaceObject && world.possibleTypes(contract, name).includes(typeName),
  );
  return standIn?.name ?? typeName;
}

function referenceResolver(world: World, contract: Contract, type: ContractType): FixtureResolver {
  return (representation) => {
    const key = type.keys.find(({ fields, isResolvable }) => isResolvable && isSent(representation, fields));
    if (!key) throw new Error(`${type.name} has no key of ${JSON.stringify(representation)}`);
    const thing = thingOf(world, contract, { type, values: leaves(representation, key.fields) });
    return {
      __typename: type.kind === 'interface' ? thing.type : type.name,
      thing,
      sent: representation,
      provided: [],
    } satisfies LocalThing;
  };
}

function isSent(row: Row, set: SelectionSetNode): boolean {
  return fieldsFor(set, () => true).every(({ name, selectionSet }) => {
    if (!Object.hasOwn(row, name.value)) return name.value === '__typename';
    const value: unknown = row[name.value];
    return value !== null && (!selectionSet || [value].flat().every((item) => isSent(item as Row, selectionSet)));
  });
}

function leaves(row: Row, set: SelectionSetNode): unknown[] {
  return fieldsFor(set, () => true)
    .filter(({ name }) => name.value !== '__typename')
    .flatMap(({ name, selectionSet }) => {
      const values = [row[name.value]].flat();
      return selectionSet ? values.flatMap((value) => leaves(value as Row, selectionSet)) : values;
    });
}

function thingOf(
  world: World,
  contract: Contract,
  { type, values }: { readonly type: ContractType; readonly values: readonly unknown[] },
): Thing {
  const numbers = new Set(values.map((value) => Number(String(value).split('-').at(-1))));
  if (numbers.size !== 1) throw new Error(`A key of ${type.name} is mixed: ${JSON.stringify(values)}`);
  const n = [...numbers][0]!;
  if (type.kind === 'object' && !type.isInterfaceObject) return { type: type.name, n };
  const possible = world.possibleTypes(contract, type.name);
  const named = values.map((value) => String(value).split('-')[0]!).find((name) => possible.includes(name));
  if (named === undefined) throw new Error(`A key of ${type.name} is of nothing: ${JSON.stringify(values)}`);
  return { type: named, n };
}
