import type {
  GraphQLAbstractType,
  GraphQLField,
  GraphQLObjectType,
  GraphQLOutputType,
  GraphQLSchema,
  SelectionSetNode,
} from 'graphql';
import { hash } from '../../kit/random.js';
import type { FieldArguments } from './connection.js';
import { drawFrom } from './draw.js';
import type { EntityPool } from './entity-pool.js';
import type { Length, MockSettings } from './settings.js';

/** What values are invented from. */
export interface Inventor {
  readonly schema: GraphQLSchema;
  readonly keys: ReadonlyMap<string, readonly SelectionSetNode[]>;
  readonly settings: MockSettings;
  readonly pool: EntityPool;
}

/** A field of an object, while a value is made for it. */
export interface Place {
  /** The type that has the field. */
  readonly owner: string;
  readonly field: Pick<GraphQLField<unknown, unknown>, 'name' | 'description'> & { readonly type: GraphQLOutputType };
  readonly args: FieldArguments;
  /** Tells it from every other field of every other object. */
  readonly identity: string;
  /** What tells the object itself from every other. */
  readonly object: string;
  /** Which item of a list it is. */
  readonly index: number;
}

/** How long a list is, or the whole of a connection. */
export function lengthFor({ settings }: Inventor, { owner, field: { name }, identity }: Place, usual: Length): number {
  const length = settings.fields[`${owner}.${name}`]?.length ?? usual;
  return typeof length === 'number'
    ? length
    : drawFrom(settings.seed, identity, 'length').between(length.min, Math.max(length.min, length.max));
}

/** The type of an object where an interface or a union stands; the items of a list take turns. */
export function memberFor({ schema, settings }: Inventor, type: GraphQLAbstractType, place: Place): GraphQLObjectType {
  const members = [...schema.getPossibleTypes(type)].sort((a, b) => (a.name < b.name ? -1 : 1));
  return members[(hash(settings.seed, place.identity, 'member') + place.index) % members.length]!;
}
