import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isLeafType,
  isListType,
  type GraphQLNamedType,
  type GraphQLOutputType,
} from 'graphql';
import { hash } from '../../kit/random.js';
import { connectionShape, cursorOf, pageFacts, pageOf, type ConnectionShape } from './connection.js';
import { drawFrom } from './draw.js';
import { fieldNames, isFlat } from './field-sets.js';
import { findEntity } from './find-entity.js';
import { lengthFor, memberFor, type Inventor, type Place } from './inventor.js';
import { leafValue } from './leaf-value.js';
import { mockObject, type MockObject } from './mock-object.js';

/** Invents a value of a type for a place. Throws `BAD_USER_INPUT` for paging that makes no sense. */
export function makeValue(inventor: Inventor, type: GraphQLOutputType, place: Place): unknown {
  const inner = getNullableType(type);
  if (isListType(inner)) return makeList(inventor, inner.ofType, place);
  return isLeafType(inner) ? makeLeaf(inventor, place) : makeObject(inventor, getNamedType(inner), place);
}

/** Invents a scalar or an enum. Another `attempt` gives another one. */
export function makeLeaf({ settings }: Inventor, place: Place, attempt = 0): unknown {
  const { owner, field, identity, object, index } = place;
  const type = getNamedType(field.type);
  if (!isLeafType(type)) return null;
  const rules = [settings.fields[`${owner}.${field.name}`], settings.scalars[type.name]];
  return leafValue({
    type,
    owner,
    field: field.name,
    description: field.description ?? '',
    draw: drawFrom(settings.seed, identity, index, attempt),
    ofObject: () => drawFrom(settings.seed, object, 'itself'),
    rules: rules.filter((rule) => rule !== undefined),
  });
}

function makeList(inventor: Inventor, type: GraphQLOutputType, place: Place): unknown[] {
  const named = byKeys(inventor, getNamedType(type).name, place);
  if (named) return named;
  const { start, end } = pageOf(place.args, lengthFor(inventor, place, inventor.settings.listLength));
  return Array.from({ length: end - start }, (_, i) => makeValue(inventor, type, { ...place, index: start + i }));
}

/** The items of a list such as `people(ids: […])`, one for each. */
function byKeys(inventor: Inventor, type: string, { args }: Place): unknown[] | undefined {
  for (const set of inventor.keys.get(type) ?? []) {
    const [key, ...others] = fieldNames(set);
    const values = args[`${key}s`];
    if (isFlat(set) && others.length === 0 && Array.isArray(values))
      return values.map((value: unknown) => findEntity(inventor, type, { [key!]: value }) ?? null);
  }
  return undefined;
}

function makeObject(inventor: Inventor, type: GraphQLNamedType, place: Place): unknown {
  const shape = connectionShape(type);
  if (shape) return makeConnection(inventor, type.name, { shape, place });
  const byArguments = inventor.keys.has(type.name) ? findEntity(inventor, type.name, place.args) : undefined;
  if (byArguments !== undefined) return byArguments;
  const concrete = isAbstractType(type) ? memberFor(inventor, type, place) : type;
  if (!inventor.keys.has(concrete.name)) return mockObject(concrete.name, `${place.identity}[${place.index}]`);
  const all = inventor.pool.all(concrete.name);
  return all[(hash(inventor.settings.seed, place.identity) + place.index) % all.length];
}

function makeConnection(
  inventor: Inventor,
  name: string,
  { shape: { edge, node }, place }: { readonly shape: ConnectionShape; readonly place: Place },
): MockObject {
  const total = lengthFor(inventor, place, inventor.settings.connectionLength);
  const page = pageOf(place.args, total);
  const indexes = Array.from({ length: page.end - page.start }, (_, i) => page.start + i);
  const nodes = indexes.map((index) => makeObject(inventor, node, { ...place, args: {}, index }));
  const edges = indexes.map((index, i) =>
    mockObject(edge?.name ?? '', `${place.identity}[${index}]`, { cursor: cursorOf(index), node: nodes[i] }),
  );
  return mockObject(name, place.identity, { ...pageFacts(page, total), edges, nodes });
}
