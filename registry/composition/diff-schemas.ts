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

/** What was asked for last, the newest at the end: most often what is live at the next publish. */
const kept = new Map<string, GraphQLSchema>();
/** A schema takes much more memory than its text. */
const KEPT_CHARACTERS = 4 * 1024 * 1024;

/** The schema that clients of a supergraph see. Throws what is wrong in it, as where something visible needs what is hidden. */
export function apiSchema(sdl: string): GraphQLSchema {
  const known = kept.get(sdl);
  const schema = known ?? Supergraph.build(sdl, { supportedFeatures: null }).apiSchema().toGraphQLJSSchema();
  kept.delete(sdl);
  kept.set(sdl, schema);
  let size = [...kept.keys()].reduce((sum, text) => sum + text.length, 0);
  for (const text of kept.keys()) {
    if (size <= KEPT_CHARACTERS || text === sdl) break;
    kept.delete(text);
    size -= text.length;
  }
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
