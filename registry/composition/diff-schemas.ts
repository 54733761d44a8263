import { Supergraph } from '@apollo/federation-internals';
import {
  findBreakingChanges,
  findDangerousChanges,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import type { SchemaChange } from './messages.js';
import { schemaChange } from './schema-change.js';

/** What was asked for last: most often the live supergraph of the next publish. */
let last: { readonly sdl: string; readonly schema: GraphQLSchema } | undefined;

/** The schema that clients of a supergraph see. */
export function apiSchema(sdl: string): GraphQLSchema {
  if (last?.sdl === sdl) return last.schema;
  const schema = Supergraph.build(sdl, { supportedFeatures: null }).apiSchema().toGraphQLJSSchema();
  last = { sdl, schema };
  return schema;
}

/** What changed for clients, the gravest first. */
export function diffSchemas(from: GraphQLSchema, to: GraphQLSchema): SchemaChange[] {
  const breaking = findBreakingChanges(from, to)
    .filter(({ description }) => !isUnusedScalar(description))
    .map((found) => schemaChange('BREAKING', found));
  const dangerous = findDangerousChanges(from, to).map((found) => schemaChange('DANGEROUS', found));
  return [...breaking, ...dangerous, ...additions(from, to)];
}

/** A scalar of GraphQL itself goes when nothing refers to it any more, which no client notices. */
function isUnusedScalar(description: string): boolean {
  return description.startsWith('Standard scalar ');
}

function additions(from: GraphQLSchema, to: GraphQLSchema): SchemaChange[] {
  const before = new Set(Object.values(from.getTypeMap()).flatMap(coordinatesOf));
  return Object.values(to.getTypeMap())
    .filter(({ name }) => !name.startsWith('__'))
    .flatMap(coordinatesOf)
    .filter(
      (coordinate) => !before.has(coordinate) && (before.has(coordinate.split('.')[0]!) || !coordinate.includes('.')),
    )
    .map((coordinate) => ({ level: 'SAFE', coordinate, message: `${coordinate} was added.`, users: [] }));
}

function coordinatesOf(type: GraphQLNamedType): string[] {
  const has = isObjectType(type) || isInterfaceType(type) || isInputObjectType(type);
  const members = has
    ? Object.keys(type.getFields())
    : isEnumType(type)
      ? type.getValues().map(({ name }) => name)
      : [];
  return [type.name, ...members.map((member) => `${type.name}.${member}`)];
}
