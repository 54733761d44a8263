import { Kind, print, type SelectionSetNode } from 'graphql';
import { fieldNames, fieldOfData, keyText } from '../mock/field-sets.js';
import type { Reply } from './exchange.js';
import type { Representation } from './known-entities.js';
import type { Subject } from './subject.js';

export const ENTITIES = 'query Conform($representations: [_Any!]!) { _entities(representations: $representations) ';

/** The entities that were answered, or why there are none. */
export interface EntitiesAnswer {
  readonly reply: Reply;
  /** Undefined when the answer has no list. */
  readonly entities: readonly (Entity | null)[] | undefined;
  readonly errors: readonly EntityError[];
}

export type Entity = Readonly<Record<string, unknown>>;

export interface EntityError {
  readonly message?: unknown;
  readonly path?: readonly (string | number)[];
}

/** Asks for the keys of entities, and for `fields` of each type where given. */
export async function askEntities(
  subject: Subject,
  representations: readonly Representation[],
  fields: ReadonlyMap<string, string> = new Map(),
): Promise<EntitiesAnswer> {
  const types = [...new Set(representations.map(({ __typename }) => __typename))];
  const parts = types.map((type, i) => `... on ${type} { ${keyFields(subject, type, i)} ${fields.get(type) ?? ''} }`);
  const reply = await subject.ask(`${ENTITIES} { __typename ${parts.join(' ')} } }`, {
    representations: representations.map((one) => keyOnly(subject, one)),
  });
  const list = (reply.body?.data as { _entities?: unknown } | null | undefined)?._entities;
  const { errors } = reply.body ?? {};
  return {
    reply,
    entities: Array.isArray(list) ? (list as unknown[]).map(withoutAliases) : undefined,
    errors: Array.isArray(errors) ? (errors as EntityError[]) : [],
  };
}

/** Whether an entity has a key of a representation. */
export function isEntityOf(
  subject: Subject,
  entity: Entity | null | undefined,
  representation: Representation,
): boolean {
  if (!entity || entity['__typename'] !== representation.__typename) return false;
  return keysOf(subject, representation.__typename).some((set) => {
    const text = keyText(set, representation, fieldOfData);
    return text !== undefined && text === keyText(set, entity, fieldOfData);
  });
}

export function keysOf({ schema }: Subject, type: string): readonly SelectionSetNode[] {
  return schema?.entities.get(type) ?? [];
}

/** A representation as a gateway sends it: by its first key. */
export function keyOnly(subject: Subject, representation: Representation, index = 0): Representation {
  const set = keysOf(subject, representation.__typename)[index];
  const names = set ? fieldNames(set) : Object.keys(representation);
  const fields = names.flatMap((name) => (name in representation ? [[name, representation[name]] as const] : []));
  return fields.length === names.length && fields.length > 0
    ? { __typename: representation.__typename, ...Object.fromEntries(fields) }
    : representation;
}

/** Under aliases: fields of one name may have other types in other entities, which one selection cannot have. */
function keyFields(subject: Subject, type: string, index: number): string {
  return keysOf(subject, type)
    .flatMap(({ selections }) => selections.map((node) => (node.kind === Kind.FIELD ? node : undefined)))
    .map((node) => (node ? `${node.name.value}__${index}: ${print(node)}` : ''))
    .join(' ');
}

function withoutAliases(entity: unknown): Entity | null {
  if (typeof entity !== 'object' || entity === null) return null;
  return Object.fromEntries(
    Object.entries(entity).map(([name, value]) => [name.replace(/__\d+$/, ''), value as unknown]),
  );
}
