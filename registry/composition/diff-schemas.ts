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
  const breaking = findBreakingChanges(from, to).map(({ description }) => change('BREAKING', description));
  const dangerous = findDangerousChanges(from, to).map(({ description }) => change('DANGEROUS', description));
  return [...breaking, ...dangerous, ...additions(from, to)];
}

function change(level: SchemaChange['level'], message: string): SchemaChange {
  return { level, coordinate: coordinateOf(message), message };
}

/** Descriptions name their subject first, except for what was added to or removed from it. */
function coordinateOf(message: string): string {
  const names = [...message.matchAll(/\b[A-Za-z_]\w*(?:\.\w+)?\b/g)].map(([name]) => name);
  const isMember = / (?:added to|removed from) (?:union|enum|interfaces|input|\w+ )/.test(message);
  const dotted = names.find((name) => name.includes('.'));
  if (dotted !== undefined) return dotted;
  if (!isMember) return names[0] ?? '';
  const [member = '', ...rest] = names.filter((name) => !/^(An?|The|was|is|were|from|to|type|on)$/.test(name));
  const owner = rest.at(-1) ?? '';
  return / enum /.test(message) ? `${owner}.${member}` : owner;
}

function additions(from: GraphQLSchema, to: GraphQLSchema): SchemaChange[] {
  const before = new Set(Object.values(from.getTypeMap()).flatMap(coordinatesOf));
  return Object.values(to.getTypeMap())
    .filter(({ name }) => !name.startsWith('__'))
    .flatMap(coordinatesOf)
    .filter(
      (coordinate) => !before.has(coordinate) && (before.has(coordinate.split('.')[0]!) || !coordinate.includes('.')),
    )
    .map((coordinate) => ({ level: 'SAFE', coordinate, message: `${coordinate} was added.` }));
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
