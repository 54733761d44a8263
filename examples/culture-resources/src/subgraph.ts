import { buildASTSchema, concatAST, GraphQLError, Kind, parse, type DocumentNode, type GraphQLSchema } from 'graphql';

type Values = Readonly<Record<string, unknown>>;
type Resolve = (source: Values, args: Values) => unknown;

/** An entity as another subgraph knows it: its key, and what was asked for by `@requires`. */
export type Representation = Values;

/** How a subgraph answers. What is not named is the property of the same name. */
export interface Resolvers {
  readonly fields: Readonly<Record<string, Readonly<Record<string, Resolve>>>>;
  /** For each type with a `@key`: the object of a representation, or null. */
  readonly entities: Readonly<Record<string, (representation: Representation) => unknown>>;
}

/**
 * Makes a federation subgraph of a schema and its resolvers: the schema itself, and the two fields by which a gateway
 * reads it and asks for entities (https://www.apollographql.com/docs/graphos/reference/federation/subgraph-spec).
 */
export function createSubgraphSchema(sdl: string, { fields, entities }: Resolvers): GraphQLSchema {
  const document = parse(sdl);
  const schema = buildASTSchema(concatAST([document, parse(federationSdl(entityNames(document)))]));
  const federation = {
    _service: () => ({ sdl }),
    _entities: (_source: Values, args: Values) =>
      (args['representations'] as readonly unknown[]).map((one) => resolveEntity(one, entities)),
  };
  attach(schema, { ...fields, Query: { ...fields['Query'], ...federation } });
  return schema;
}

/** One bad representation is an error of its own entity: the others are answered. */
async function resolveEntity(given: unknown, entities: Resolvers['entities']): Promise<unknown> {
  const representation = typeof given === 'object' && given !== null ? (given as Representation) : {};
  const typename = representation['__typename'];
  if (typeof typename !== 'string' || !Object.hasOwn(entities, typename)) {
    throw new GraphQLError('A representation needs the __typename of an entity of this subgraph', {
      extensions: { code: 'BAD_USER_INPUT' },
    });
  }
  const entity = await entities[typename]!(representation);
  return entity === null || entity === undefined ? null : { ...entity, __typename: typename };
}

function attach(schema: GraphQLSchema, fields: Resolvers['fields']): void {
  for (const [typeName, resolves] of Object.entries(fields)) {
    const type = schema.getType(typeName);
    const known = type && 'getFields' in type ? type.getFields() : {};
    for (const [name, resolve] of Object.entries(resolves)) {
      const field = known[name];
      if (!field || !('args' in field)) throw new Error(`The schema has no field ${typeName}.${name}`);
      field.resolve = (source: Values, args: Values) => resolve(source, args);
    }
  }
}

function entityNames({ definitions }: DocumentNode): string[] {
  return definitions
    .filter((node) => node.kind === Kind.OBJECT_TYPE_DEFINITION)
    .filter(({ directives }) => directives?.some(({ name }) => name.value === 'key'))
    .map(({ name }) => name.value);
}

/** What the `@link` to federation stands for. */
function federationSdl(entityTypes: readonly string[]): string {
  return `
    directive @link(url: String!, import: [link__Import], as: String, for: String) repeatable on SCHEMA
    directive @key(fields: federation__FieldSet!, resolvable: Boolean = true) repeatable on OBJECT | INTERFACE
    directive @shareable repeatable on FIELD_DEFINITION | OBJECT
    directive @external(reason: String) on FIELD_DEFINITION | OBJECT
    directive @requires(fields: federation__FieldSet!) on FIELD_DEFINITION
    directive @provides(fields: federation__FieldSet!) on FIELD_DEFINITION
    directive @override(from: String!, label: String) on FIELD_DEFINITION
    directive @inaccessible on FIELD_DEFINITION | OBJECT | INTERFACE | UNION | ENUM | ENUM_VALUE | SCALAR | INPUT_OBJECT | INPUT_FIELD_DEFINITION | ARGUMENT_DEFINITION
    directive @tag(name: String!) repeatable on FIELD_DEFINITION | OBJECT | INTERFACE | UNION | ENUM | ENUM_VALUE | SCALAR | INPUT_OBJECT | INPUT_FIELD_DEFINITION | ARGUMENT_DEFINITION
    directive @authenticated on FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM
    scalar link__Import
    scalar federation__FieldSet
    scalar _Any
    type _Service { sdl: String! }
    ${entityTypes.length > 0 ? `union _Entity = ${entityTypes.join(' | ')}` : ''}
    extend type Query {
      _service: _Service!
      ${entityTypes.length > 0 ? '_entities(representations: [_Any!]!): [_Entity]!' : ''}
    }
  `;
}
