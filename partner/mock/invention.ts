import { getNullableType, isLeafType, isNonNullType, type GraphQLObjectType } from 'graphql';
import { withoutPage, type FieldArguments } from './connection.js';
import { drawFrom } from './draw.js';
import { createEntityPool, type EntityPool } from './entity-pool.js';
import { fieldNames, fieldOfData } from './field-sets.js';
import { kebab } from './field-words.js';
import { findEntity, type Representation } from './find-entity.js';
import type { Inventor, Place } from './inventor.js';
import { makeLeaf, makeValue } from './make-value.js';
import { identityOf, isMockObject, type MockObject } from './mock-object.js';
import { presentValue } from './present-value.js';
import type { ReadSubgraph } from './read-subgraph.js';
import type { MockSettings } from './settings.js';

/** Invents what a subgraph would know. The same schema and settings always give the same. */
export interface Invention {
  /** A field of an object, with what hangs on it left to be asked. Throws `BAD_USER_INPUT` for paging that makes no sense. */
  field(object: MockObject, name: string, args: FieldArguments): unknown;
  /** The entity that a representation names; null when there is none, undefined when no key is whole in it. */
  entity(type: string, representation: Representation): MockObject | null | undefined;
}

export function createInvention({ schema, keys }: ReadSubgraph, settings: MockSettings): Invention {
  const pool: EntityPool = createEntityPool({
    keys,
    size: settings.entities,
    records: settings.records,
    inventsUnknown: settings.unknownKeys === 'invented',
    read: (from, name) => (isMockObject(from) ? fieldOf(inventor, from, name) : fieldOfData(from, name)),
    keyField: (type, name, ordinal, attempt) => keyField(inventor, { type, name, ordinal, attempt }),
  });
  const inventor: Inventor = { schema, keys, settings, pool };
  return {
    field: (object, name, args) => fieldOf(inventor, object, name, args),
    entity: (type, representation) => findEntity(inventor, type, representation),
  };
}

function fieldOf(inventor: Inventor, object: MockObject, name: string, args: FieldArguments = {}): unknown {
  const field = (inventor.schema.getType(object.__typename) as GraphQLObjectType).getFields()[name];
  if (!field) return undefined;
  const identity = `${identityOf(object)}.${name}${argumentText(withoutPage(args))}`;
  const place: Place = { owner: object.__typename, field, args, identity, object: identityOf(object), index: 0 };
  if (Object.hasOwn(object.known, name)) return presentValue(inventor, object.known[name], field.type, place);
  return isNulled(inventor, place) ? null : makeValue(inventor, field.type, place);
}

function isNulled({ schema, keys, settings }: Inventor, { owner, field: { name, type }, identity }: Place): boolean {
  const isRoot = owner === schema.getQueryType()?.name || owner === schema.getMutationType()?.name;
  const isKey = (keys.get(owner) ?? []).some((set) => fieldNames(set).includes(name));
  if (isNonNullType(type) || isRoot || isKey) return false;
  const rate = settings.fields[`${owner}.${name}`]?.nullRate ?? settings.nullRate;
  return drawFrom(settings.seed, identity, 'null').chance(rate);
}

interface KeyField {
  readonly type: string;
  readonly name: string;
  readonly ordinal: number;
  readonly attempt: number;
}

/** Of the entities of a type, each has a key of its own, which can be told from its number where it is an ID or an Int. */
function keyField(inventor: Inventor, { type, name, ordinal, attempt }: KeyField): unknown {
  const field = (inventor.schema.getType(type) as GraphQLObjectType).getFields()[name];
  if (!field) return null;
  const hasRule = Object.hasOwn(inventor.settings.fields, `${type}.${name}`);
  const scalar = getNullableType(field.type).toString();
  if (!hasRule && scalar === 'ID' && !/`/.test(field.description ?? '')) return `${kebab(type)}-${ordinal}`;
  if (!hasRule && scalar === 'Int') return ordinal;
  const object = `${type}#${ordinal}`;
  const place: Place = { owner: type, field, args: {}, identity: `${object}.${name}`, object, index: 0 };
  return isLeafType(getNullableType(field.type))
    ? makeLeaf(inventor, place, attempt)
    : makeValue(inventor, field.type, place);
}

function argumentText(args: FieldArguments): string {
  const given = Object.entries(args).filter(([, value]) => value !== undefined && value !== null);
  return given.length === 0 ? '' : JSON.stringify(given);
}
