import { LRUCache } from 'lru-cache';
import type { SelectionSetNode } from 'graphql';
import { fieldNames, fieldOfData, isFlat, keyText, type ReadField } from './field-sets.js';
import { mockObject, type MockObject } from './mock-object.js';

/** Of entities that were invented for a key: their other keys, so that these lead to the same one. */
const REMEMBERED_MAX = 100_000;
const TRIES = 20;

export interface EntityPoolOptions {
  readonly keys: ReadonlyMap<string, readonly SelectionSetNode[]>;
  /** How many of each type there are at least. */
  readonly size: number;
  /** By type, what is known of the first of them. */
  readonly records: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
  /** Whether a key that none has leads to one that is invented for it. */
  readonly inventsUnknown: boolean;
  /** Reads a field of an entity or of what hangs on it, inventing it. */
  readonly read: ReadField;
  /** Invents a field of a key; `attempt` rises while what it gives belongs to another one already. */
  readonly keyField: (type: string, field: string, ordinal: number, attempt: number) => unknown;
}

/** The entities that there are. */
export interface EntityPool {
  /** All of a type, the same in every run. */
  all(type: string): readonly MockObject[];
  /** The one that has the key in a representation; null when there is none, undefined when no key is whole in it. */
  find(type: string, representation: Readonly<Record<string, unknown>>): MockObject | null | undefined;
  /** As `find`, but only among those that there are. */
  findExisting(type: string, representation: Readonly<Record<string, unknown>>): MockObject | undefined;
}

interface TypePool {
  readonly entities: readonly MockObject[];
  /** By the number of a key and its text. */
  readonly byKey: Map<string, MockObject>;
}

/** Entities by type: those of the settings, then invented ones with keys of their own. */
export function createEntityPool(options: EntityPoolOptions): EntityPool {
  const pools = new Map<string, TypePool>();
  const remembered = new LRUCache<string, MockObject>({ max: REMEMBERED_MAX });

  const poolOf = (type: string): TypePool => {
    let pool = pools.get(type);
    if (!pool) {
      pools.set(type, (pool = flatPool(type, options)));
      addNestedKeys(pool, options.keys.get(type) ?? [], options.read);
    }
    return pool;
  };
  const texts = (type: string, from: unknown, read: ReadField) =>
    (options.keys.get(type) ?? []).flatMap((set, index) => {
      const text = keyText(set, from, read);
      return text === undefined ? [] : [`${index}:${text}`];
    });
  const invent = (type: string, text: string, representation: Readonly<Record<string, unknown>>): MockObject => {
    const invented = mockObject(type, `${type}~${text}`, representation);
    for (const other of texts(type, invented, options.read)) remembered.set(`${type} ${other}`, invented);
    return invented;
  };
  const findExisting = (type: string, representation: Readonly<Record<string, unknown>>) =>
    texts(type, representation, fieldOfData)
      .map((text) => poolOf(type).byKey.get(text) ?? remembered.get(`${type} ${text}`))
      .find((found) => found !== undefined);

  return {
    all: (type) => poolOf(type).entities,
    findExisting,
    find(type, representation) {
      const found = findExisting(type, representation);
      if (found) return found;
      const [text] = texts(type, representation, fieldOfData);
      if (text === undefined) return undefined;
      return options.inventsUnknown ? invent(type, text, representation) : null;
    },
  };
}

/** The entities of a type with the keys that have no fields below them. */
function flatPool(type: string, { keys, size, records, keyField }: EntityPoolOptions): TypePool {
  const sets = (keys.get(type) ?? []).map((set, index) => ({ set, index })).filter(({ set }) => isFlat(set));
  const byKey = new Map<string, MockObject>();
  const given = records[type] ?? [];
  const entities = Array.from({ length: Math.max(size, given.length) }, (_, ordinal) => {
    let known: Record<string, unknown> = {};
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const record = given[ordinal] ?? {};
      known = { ...record };
      for (const field of sets.flatMap(({ set }) => fieldNames(set)))
        if (!Object.hasOwn(record, field)) known[field] = keyField(type, field, ordinal + 1, attempt);
      if (!sets.some(({ set, index }) => byKey.has(`${index}:${keyText(set, known, fieldOfData)}`))) break;
    }
    const entity = mockObject(type, `${type}#${ordinal + 1}`, known);
    for (const { set, index } of sets) {
      const text = `${index}:${keyText(set, known, fieldOfData)}`;
      if (!byKey.has(text)) byKey.set(text, entity);
    }
    return entity;
  });
  return { entities, byKey };
}

function addNestedKeys({ entities, byKey }: TypePool, sets: readonly SelectionSetNode[], read: ReadField): void {
  for (const [index, set] of sets.entries()) {
    if (isFlat(set)) continue;
    for (const entity of entities) {
      const text = `${index}:${keyText(set, entity, read)}`;
      if (!byKey.has(text)) byKey.set(text, entity);
    }
  }
}
