import { execute, isObjectType, type DocumentNode, type ExecutionResult, type GraphQLFieldResolver } from 'graphql';
import { JoineryError } from '../../kit/errors.js';
import { nearestName } from '../../kit/nearest-name.js';
import { createInvention, type Invention } from './invention.js';
import { isMockObject, mockObject, refused } from './mock-object.js';
import { readSubgraph, type ReadSubgraph } from './read-subgraph.js';
import { checkMockSettings, type GivenMockSettings, type MockSettings } from './settings.js';

/** A stand-in for a subgraph, made from its schema alone. */
export interface MockSubgraph extends ReadSubgraph {
  /** Answers every field; what `graphql` and `ApolloServer` call a field resolver. */
  readonly fieldResolver: GraphQLFieldResolver<unknown, unknown>;
}

/**
 * A stand-in for a subgraph: `_service`, `_entities` by any key, and every other field invented by the seed of the
 * settings. `source` names the schema in errors. Throws `SUBGRAPH_SCHEMA_INVALID` or `CONFIG_INVALID`.
 */
export function createMockSubgraph(sdl: string, source: string, given: GivenMockSettings = {}): MockSubgraph {
  const settings = checkMockSettings(given, 'mock');
  const subgraph = readSubgraph(sdl, source);
  assertKnown(subgraph, settings);
  return { ...subgraph, fieldResolver: resolverOf(subgraph, createInvention(subgraph, settings)) };
}

/** Runs an operation on a mock, without HTTP. */
export function askMock(
  { schema, fieldResolver }: MockSubgraph,
  document: DocumentNode,
  variableValues: Readonly<Record<string, unknown>> = {},
): ExecutionResult | Promise<ExecutionResult> {
  return execute({ schema, document, fieldResolver, variableValues });
}

function resolverOf({ sdl }: ReadSubgraph, invention: Invention): GraphQLFieldResolver<unknown, unknown> {
  return (source, args: Record<string, unknown>, _context, { fieldName, parentType, schema }) => {
    if (parentType === schema.getQueryType()) {
      if (fieldName === '_service') return { sdl };
      if (fieldName === '_entities') return entities(args['representations'] as readonly unknown[], invention);
    }
    if (isMockObject(source)) return invention.field(source, fieldName, args);
    if (fieldName === 'sdl' && parentType.name === '_Service') return sdl;
    return invention.field(mockObject(parentType.name, parentType.name), fieldName, args);
  };
}

/** In the order of the representations; one that cannot be used is an error of its own. */
function entities(representations: readonly unknown[], invention: Invention): unknown[] {
  return representations.map((representation) => {
    const data = (representation ?? {}) as Readonly<Record<string, unknown>>;
    const { __typename: type } = data;
    if (typeof type !== 'string') return refused('A representation needs its __typename');
    const found = invention.entity(type, data);
    return found === undefined ? refused(`A representation of ${type} needs the fields of one of its keys`) : found;
  });
}

/** Throws `CONFIG_INVALID` for settings of types and fields that there are not. */
function assertKnown({ schema }: ReadSubgraph, { fields, scalars, records }: MockSettings): void {
  const types = Object.keys(schema.getTypeMap()).filter((name) => !name.startsWith('__'));
  const problems = [
    ...[...Object.keys(scalars), ...Object.keys(records)]
      .filter((name) => !types.includes(name))
      .map((name) => `there is no type ${name}${meant(name, types)}`),
    ...Object.keys(fields).flatMap((coordinate) => {
      const [owner = '', field = ''] = coordinate.split('.');
      const type = schema.getType(owner);
      const known = isObjectType(type) ? Object.keys(type.getFields()) : [];
      if (known.includes(field)) return [];
      const near = isObjectType(type) ? meant(field, known, `${owner}.`) : meant(owner, types);
      return [`there is no field ${coordinate}${near}`];
    }),
  ];
  if (problems.length > 0) throw new JoineryError('CONFIG_INVALID', `mock: ${problems.join('; ')}`);
}

function meant(name: string, known: readonly string[], prefix = ''): string {
  const nearest = nearestName(name, known);
  return nearest === undefined ? '' : `; did you mean ${prefix}${nearest}?`;
}
