import { isAbstractType, isObjectType } from 'graphql';
import { hash } from '../../kit/random.js';
import { fieldNames } from './field-sets.js';
import type { Inventor } from './inventor.js';
import { identityOf, mockObject, type MockObject } from './mock-object.js';

/** An entity as another subgraph describes it. */
export type Representation = Readonly<Record<string, unknown>>;

/**
 * The entity that a representation names, with what the representation says of it besides. Null when there is none,
 * undefined when no key is whole in it.
 */
export function findEntity(
  inventor: Inventor,
  name: string,
  representation: Representation,
): MockObject | null | undefined {
  const type = inventor.schema.getType(name);
  if (isAbstractType(type)) return findMember(inventor, name, representation);
  if (!isObjectType(type)) return undefined;
  const found = inventor.pool.find(name, representation);
  if (!found) return found;
  const fields = type.getFields();
  return withKnown(
    found,
    Object.fromEntries(Object.entries(representation).filter(([field]) => Object.hasOwn(fields, field))),
  );
}

/** What the object knows itself goes first. */
export function withKnown(object: MockObject, known: Representation): MockObject {
  return mockObject(object.__typename, identityOf(object), { ...known, ...object.known });
}

/** The member of an interface that has the key; one that was chosen by the key when none has. */
function findMember({ pool, schema, keys, ...rest }: Inventor, name: string, representation: Representation) {
  const type = schema.getType(name);
  const members = isAbstractType(type) ? schema.getPossibleTypes(type) : [];
  const existing = members.map((member) => pool.findExisting(member.name, representation)).find(Boolean);
  const [set] = (keys.get(name) ?? []).filter((one) => fieldNames(one).every((field) => representation[field] != null));
  if (existing || !set) return existing;
  const text = JSON.stringify(fieldNames(set).map((field) => representation[field]));
  const member = members[hash(rest.settings.seed, name, text) % members.length]!;
  return pool.find(member.name, representation);
}
