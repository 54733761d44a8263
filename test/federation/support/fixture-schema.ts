import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  GraphQLScalarType,
  isObjectType,
  parse,
  validateSchema,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { publishedSdl, type FixtureResolver, type Row, type SubgraphFixture } from './subgraph-fixture.js';

/** What the resolvers of a fixture are given besides their parent and arguments. */
export interface FixtureContext {
  readonly state: Row;
  /** Tells that a root field was executed. */
  readonly onCall: (field: string, args: Row) => void;
}

type Resolver = GraphQLFieldResolver<Row, FixtureContext>;
// What @apollo/subgraph takes as resolvers: here always fields by type.
type FieldResolvers = Record<string, Resolver>;

/** The executable schema of a fixture. */
export function fixtureSchema(fixture: SubgraphFixture): GraphQLSchema {
  const schema = buildSubgraphSchema([{ typeDefs: parse(publishedSdl(fixture)), resolvers: resolversOf(fixture) }]);
  rootTypes(schema).forEach(recordCalls);
  return schema;
}

/** The schema of a fixture whose field `Type.field` answers a value of any form, whatever is selected below it. */
export function lyingSchema(fixture: SubgraphFixture, path: string, value: unknown): GraphQLSchema {
  const schema = fixtureSchema(fixture);
  // Once a schema is found valid, it is not looked at again.
  if (validateSchema(schema).length > 0) throw validateSchema(schema)[0]!;
  const [typeName, fieldName] = path.split('.') as [string, string];
  const type = schema.getType(typeName);
  const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
  if (!field) throw new Error(`No field ${path} to lie about`);
  field.type = LIE;
  field.resolve = () => value;
  return schema;
}

const LIE = new GraphQLScalarType<unknown, unknown>({ name: 'Lie', serialize: (value) => value });

function resolversOf(fixture: SubgraphFixture): Record<string, FieldResolvers> {
  const resolvers: Record<string, FieldResolvers> = {};
  for (const [typeName, rows] of Object.entries(fixture.entities ?? {})) {
    resolvers[typeName] = { __resolveReference: (representation) => findEntity(rows, representation) };
  }
  for (const [path, value] of Object.entries(fixture.fields ?? {})) {
    const [typeName, fieldName] = path.split('.') as [string, string];
    resolvers[typeName] = { ...resolvers[typeName], [fieldName]: resolverOf(fieldName, value) };
  }
  return resolvers;
}

function resolverOf(fieldName: string, value: unknown): Resolver {
  if (typeof value !== 'function') return () => value;
  const resolve = value as FixtureResolver;
  // A reference resolver has no arguments: the context is its second parameter.
  if (fieldName === '__resolveReference') return (representation) => resolve(representation, {}, {});
  return (parent, args: Row, { state }) => resolve(parent, args, state);
}

function findEntity(rows: readonly Row[], representation: Row): unknown {
  const row = rows.find((candidate) => agrees(withoutTypename(representation), candidate));
  if (row === undefined || row instanceof Error) return row ?? null;
  return { ...representation, ...row };
}

function withoutTypename(row: Row): Row {
  return Object.fromEntries(Object.entries(row).filter(([name]) => name !== '__typename'));
}

/** Whether the two agree wherever both have a value, and there is such a place. */
function agrees(left: Row, right: Row): boolean {
  const shared = Object.keys(left).filter((name) => Object.hasOwn(right, name));
  return shared.length > 0 && shared.every((name) => sameValue(left[name], right[name]));
}

function sameValue(left: unknown, right: unknown): boolean {
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((value, i) => sameValue(value, right[i]));
  }
  if (isRow(left) && isRow(right)) return agrees(withoutTypename(left), right);
  return left === right || (isIdentifier(left) && isIdentifier(right) && String(left) === String(right));
}

/** An ID may come as a string or as a number. */
function isIdentifier(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null;
}

function rootTypes(schema: GraphQLSchema): GraphQLObjectType[] {
  return [schema.getQueryType(), schema.getMutationType()].filter((type) => type != null);
}

function recordCalls(type: GraphQLObjectType): void {
  for (const field of Object.values(type.getFields())) {
    const inner: Resolver | undefined = field.resolve as Resolver | undefined;
    const recorded: Resolver = (parent, args: Row, context, info) => {
      context.onCall(field.name, args);
      return inner?.(parent, args, context, info);
    };
    field.resolve = recorded as NonNullable<typeof field.resolve>;
  }
}
