import { GraphQLError } from 'graphql';
import type { Row } from '../support/subgraph-fixture.js';
import { membersIn, typeNamed, type FieldPlan, type GraphPlan, type TypeReference } from './graph-plan.js';

const COLOURS = ['RED', 'BLUE'];
const ENTITIES_PER_TYPE = 4;

/** An object of a generated graph: everything about it follows from its type and `$id`. */
export interface GeneratedObject extends Row {
  readonly __typename: string;
  readonly $id: string;
  /** Fields that its subgraph can answer on this path only. */
  readonly $provided?: readonly string[];
}

/** The value of a field, the same wherever it is asked. Throws where the field fails. */
export function fieldValue(plan: GraphPlan, object: GeneratedObject, field: FieldPlan, args: Row): unknown {
  if (field.owners.some((subgraph) => isForgotten(plan, object, subgraph))) return null;
  const seed = hash(object.__typename, object.$id, field.name, JSON.stringify(args));
  if (field.isFailing && seed % 9 === 0) throw new GraphQLError(`${field.name} of ${object.$id} fails`);
  if (!field.type.isNonNull && seed % 7 === 0) return null;
  return valueOfType(plan, field, field.type.lists, seed);
}

/** Whether a subgraph does not know an entity. */
export function isForgotten({ forgetful }: GraphPlan, { __typename, $id }: GeneratedObject, subgraph: string): boolean {
  const isForgetful = forgetful.some((known) => known.type === __typename && known.subgraph === subgraph);
  return isForgetful && hash('forgotten', $id) % 3 === 0;
}

/** The key fields and those of every interface. */
export function commonValue(object: GeneratedObject, fieldName: string): unknown {
  const { $id } = object;
  if (fieldName === 'code') return `c:${$id}`;
  if (fieldName === 'ref') return { __typename: 'Ref', $id };
  if (fieldName === 'label') return hash('label', $id) % 3 === 0 ? null : `label of ${$id}`;
  return object.__typename === 'Ref' ? `r:${$id}` : $id;
}

/** The object that a representation stands for, by whatever key it has. */
export function objectOf(representation: Row): GeneratedObject {
  const { __typename, id, code, ref } = representation as { __typename: string } & Row;
  const $id: string = id ?? (code as string | undefined)?.slice(2) ?? (ref.id as string).slice(2);
  return { ...representation, __typename, $id };
}

/** What an interface object answers; it knows the id only. */
export function extraValue($id: string, args: Row): number | null {
  const seed = hash('extra', $id, JSON.stringify(args));
  return seed % 7 === 0 ? null : seed % 100;
}

/** The object of an interface: its id begins with its type. */
export function implementationOf(representation: Row): GeneratedObject {
  const { $id } = objectOf(representation);
  return { ...representation, $id, __typename: $id.slice(0, $id.indexOf('-')) };
}

/** What an interface object stands for at the root. */
export const INTERFACE_OBJECT_ROOT: GeneratedObject = { __typename: 'M0', $id: 'M0-1' };

function valueOfType(plan: GraphPlan, field: FieldPlan, lists: number, seed: number): unknown {
  if (lists === 0) return itemValue(plan, field, seed);
  return Array.from({ length: seed % 4 }, (_, i) => {
    const itemSeed = hash(String(seed), String(i));
    const mayBeNull = lists > 1 || !field.type.areItemsNonNull;
    return mayBeNull && itemSeed % 6 === 0 ? null : valueOfType(plan, field, lists - 1, itemSeed);
  });
}

function itemValue(plan: GraphPlan, field: FieldPlan, seed: number): unknown {
  const { name, kind } = field.type;
  if (kind === 'leaf') return leafValue(name, seed);
  if (kind === 'value') return { __typename: name, $id: String(seed) };
  const __typename = kind === 'entity' ? name : oneOf(membersIn(plan, name, field.owners[0]!), seed >> 3);
  const object = { __typename, $id: `${__typename}-${seed % ENTITIES_PER_TYPE}` };
  return field.provides === undefined ? object : { ...object, $provided: [field.provides] };
}

function leafValue(name: TypeReference['name'], seed: number): unknown {
  if (name === 'Int') return (seed % 5) - 2;
  if (name === 'Float') return (seed % 9) / 4;
  if (name === 'Boolean') return seed % 2 === 0;
  if (name === 'Colour') return oneOf(COLOURS, seed);
  return seed % 5 === 0 ? '' : `${name} ${seed % 20}`;
}

function oneOf<T>(values: readonly T[], seed: number): T {
  return values[seed % values.length]!;
}

/** FNV-1a, 31 bits. */
function hash(...parts: readonly string[]): number {
  let value = 0x811c9dc5;
  for (const char of parts.join('\u0000')) value = Math.imul(value ^ char.codePointAt(0)!, 0x01000193);
  return (value ^ (value >>> 15)) & 0x7fffffff;
}

/** What a field with requirements makes of them. */
export function requiringValue(fieldName: string, values: readonly unknown[]): string {
  return `${fieldName} of ${JSON.stringify(values)}`;
}

/** The part of a required value that is sent. */
export function sentPart(value: unknown, below: string | undefined): unknown {
  if (Array.isArray(value)) return value.map((item) => sentPart(item, below));
  return below === undefined || value === null ? value : { [below]: (value as Row)[below] };
}

/** The fields of a type, the root types too. */
export function fieldsOf(plan: GraphPlan, typeName: string): readonly FieldPlan[] {
  if (typeName === 'Query') return plan.roots;
  return typeName === 'Mutation' ? plan.mutations : (typeNamed(plan, typeName)?.fields ?? []);
}
