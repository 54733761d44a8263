import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isLeafType,
  isListType,
  isObjectType,
  type GraphQLNamedType,
  type GraphQLOutputType,
} from 'graphql';
import { findEntity, withKnown, type Representation } from './find-entity.js';
import { memberFor, type Inventor, type Place } from './inventor.js';
import { isMockObject, mockObject, type MockObject } from './mock-object.js';

/** Data that was given for a place, with its objects such that their other fields can be asked. */
export function presentValue(inventor: Inventor, value: unknown, type: GraphQLOutputType, place: Place): unknown {
  if (value === null || value === undefined || isMockObject(value)) return value;
  const inner = getNullableType(type);
  if (isListType(inner) && Array.isArray(value)) {
    const item = inner.ofType;
    return value.map((one: unknown, index) => presentValue(inventor, one, item, { ...place, index }));
  }
  if (isLeafType(inner) || typeof value !== 'object') return value;
  return objectFrom(inventor, value as Representation, getNamedType(inner), place);
}

function objectFrom(inventor: Inventor, data: Representation, type: GraphQLNamedType, place: Place): MockObject {
  const { __typename: name } = data;
  const said = typeof name === 'string' ? inventor.schema.getType(name) : undefined;
  const concrete = isObjectType(said) ? said : isAbstractType(type) ? memberFor(inventor, type, place) : type;
  const entity = inventor.keys.has(concrete.name) ? findEntity(inventor, concrete.name, data) : undefined;
  return entity ? withKnown(entity, data) : mockObject(concrete.name, `${place.identity}[${place.index}]`, data);
}
