import { Supergraph } from '@apollo/federation-internals';
import {
  execute,
  getArgumentValues,
  isObjectType,
  parse,
  type ExecutionResult,
  type GraphQLFieldResolver,
  type GraphQLSchema,
} from 'graphql';
import type { ClientOperation } from '../support/running-graph.js';
import type { Row } from '../support/subgraph-fixture.js';
import { parseFieldSet } from './field-set.js';
import { sortedKeys, type Thing, type WholeArguments, type World } from './world.js';

/** All subgraphs as one schema over the world: what every engine must answer. */
export interface WholeSchema {
  readonly schema: GraphQLSchema;
  ask(asked: ClientOperation): Promise<ExecutionResult>;
}

interface Seen {
  readonly thing: Thing;
  readonly above: Seen | undefined;
}

/** The schema that clients see, and what it and the inaccessible parts say of arguments. */
export function readWhole(supergraphSdl: string): { readonly schema: GraphQLSchema; readonly whole: WholeArguments } {
  const supergraph = Supergraph.build(supergraphSdl, { supportedFeatures: null });
  const schema = supergraph.apiSchema().toGraphQLJSSchema();
  const all = supergraph.schema.toGraphQLJSSchema();
  return {
    schema,
    whole: {
      names: (typeName, fieldName) =>
        new Set((fieldOf(schema, typeName, fieldName)?.args ?? []).map(({ name }) => name)),
      values: (typeName, field) => getArgumentValues(fieldOf(all, typeName, field.name.value)!, field),
    },
  };
}

function fieldOf(schema: GraphQLSchema, typeName: string, fieldName: string) {
  const type = schema.getType(typeName);
  return isObjectType(type) ? type.getFields()[fieldName] : undefined;
}

export function createWholeSchema(world: World, schema: GraphQLSchema): WholeSchema {
  return {
    schema,
    async ask({ operation, variables }) {
      const root = operation.startsWith('mutation') ? 'Mutation' : 'Query';
      return execute({
        schema,
        document: parse(operation),
        rootValue: { thing: { type: root, n: 0 }, above: undefined } satisfies Seen,
        variableValues: variables ?? {},
        fieldResolver: resolverOver(world),
        typeResolver: (value) => (value as Seen).thing.type,
      });
    },
  };
}

function resolverOver(world: World): GraphQLFieldResolver<Seen, unknown> {
  return (seen, args: Row, _context, { fieldName }) =>
    seenValue(world.valueOf(seen.thing, fieldName, args, sentFor(world, seen, fieldName)), seen);
}

function sentFor(world: World, seen: Seen, fieldName: string): string | undefined {
  const definitions = world.definitions(seen.thing.type, fieldName);
  const requires = definitions.find(({ field }) => field.requires)?.field.requires;
  if (requires) return JSON.stringify(world.project(seen.thing, requires), sortedKeys);
  const contextual = definitions.find(({ field }) => field.fromContext.size > 0)?.field.fromContext;
  return contextual && JSON.stringify([...contextual].map(([name, text]) => [name, contextValue(world, seen, text)]));
}

/** The value that `$name { field }` selects on the next object above that sets the context. */
function contextValue(world: World, seen: Seen, text: string): unknown {
  const [, name, selection] = /^\s*\$(\w+)\s*(.*)$/s.exec(text)!;
  const setsIt = ({ type }: Thing) =>
    world.contracts.some(({ types }) => {
      const found = types.get(type);
      const all = found ? [found, ...found.interfaces.map((one) => types.get(one))] : [];
      return all.some((one) => one?.contexts.includes(name!));
    });
  for (let at = seen.above; at; at = at.above)
    if (setsIt(at.thing))
      return onlyLeaf(
        world.project(
          at.thing,
          parseFieldSet(selection!.startsWith('{') ? selection!.trim().slice(1, -1) : selection!),
        ),
      );
  return null;
}

function onlyLeaf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Array.isArray(value) ? value.map(onlyLeaf) : onlyLeaf(Object.values(value)[0] ?? null);
}

function seenValue(value: unknown, above: Seen): unknown {
  if (Array.isArray(value)) return value.map((item) => seenValue(item, above));
  const isThing = typeof value === 'object' && value !== null && Object.keys(value).join() === 'type,n';
  return isThing ? ({ thing: value as Thing, above } satisfies Seen) : value;
}
