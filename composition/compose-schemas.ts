import { composeServices } from '@apollo/composition';
import { GraphQLError, parse, Source, type ASTNode, type DocumentNode } from 'graphql';
import { withSuppressionSecured } from '../kit/suppress-specification.js';
import { adviceFor } from './advice.js';
import type { Hint, Problem } from './problem.js';
import type { SubgraphSchema } from './subgraph-schema.js';

export type Composition =
  | { readonly kind: 'composed'; readonly sdl: string; readonly hints: readonly Hint[] }
  | { readonly kind: 'failed'; readonly problems: readonly Problem[] };

/**
 * Composes schemas into a supergraph. The same schemas always give the same text. It holds the thread meanwhile. Places
 * are lines of the schemas' sources.
 */
export function composeSchemas(schemas: readonly SubgraphSchema[]): Composition {
  const parsed = schemas.map((schema) => ({ schema, document: parsedSchema(schema) }));
  const unreadable = parsed.flatMap(({ document }) => ('code' in document ? [document] : []));
  if (unreadable.length > 0) return { kind: 'failed', problems: unreadable };
  const { supergraphSdl, errors, hints } = composeServices(
    parsed.map(({ schema: { name, url }, document }) => ({ name, url, typeDefs: document as DocumentNode })),
  );
  const sources = new Map(schemas.map(({ name, source }) => [source, name]));
  if (supergraphSdl === undefined)
    return { kind: 'failed', problems: errors.map((error) => problemOf(error, sources)) };
  return {
    kind: 'composed',
    sdl: withSuppressionSecured(`${supergraphSdl.trimEnd()}\n`),
    hints: hints
      .filter(({ definition }) => definition.level.name !== 'DEBUG')
      .map(({ definition, message, nodes }) => ({ code: definition.code, message, ...whereIn(nodes ?? [], sources) })),
  };
}

function parsedSchema({ name, sdl, source }: SubgraphSchema): DocumentNode | Problem {
  try {
    return parse(new Source(sdl, source));
  } catch (error) {
    const line = error instanceof GraphQLError ? error.locations?.[0]?.line : undefined;
    return {
      code: 'INVALID_GRAPHQL',
      message: `subgraph ${name}: ${(error as Error).message}. Correct its schema`,
      subgraphs: [name],
      places: line === undefined ? [] : [`${source}:${line}`],
    };
  }
}

function problemOf(error: GraphQLError, sources: ReadonlyMap<string, string>): Problem {
  const { code: given } = error.extensions;
  const code = typeof given === 'string' ? given : 'INVALID_GRAPHQL';
  const where = whereIn(error.nodes ?? [], sources);
  const advice = adviceFor(code);
  const named = /^\[([^\]]+)\] /.exec(error.message)?.[1];
  const message = named === undefined ? error.message : `subgraph ${named}: ${error.message.slice(named.length + 3)}`;
  return {
    code,
    message: `${message.replace(/[.\s]*$/, '')}. ${advice}`,
    places: where.places,
    subgraphs: named === undefined || where.subgraphs.includes(named) ? where.subgraphs : [named, ...where.subgraphs],
  };
}

/** Several places in one subgraph are one: the first is enough to find it. */
function whereIn(
  nodes: readonly (ASTNode & { readonly subgraph?: string })[],
  sources: ReadonlyMap<string, string>,
): Pick<Problem, 'subgraphs' | 'places'> {
  const places = new Map<string, string>();
  for (const node of nodes) {
    const source = node.loc?.source.name ?? '';
    const name = node.subgraph ?? sources.get(source);
    if (node.loc && name !== undefined && !places.has(name)) places.set(name, `${source}:${lineOf(node)}`);
  }
  return { subgraphs: [...places.keys()], places: [...places.values()] };
}

/** Below its description. */
function lineOf(node: ASTNode): number | undefined {
  const own = 'name' in node ? node.name?.loc : undefined;
  return (own ?? node.loc)?.startToken.line;
}
