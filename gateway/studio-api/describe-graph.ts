import { createHash } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { parse, type GraphQLNamedType, type GraphQLSchema } from 'graphql';
import { subgraphNames, SupergraphTypes } from '../supergraph/prepare/supergraph-types.js';
import { readProvenance } from '../supergraph/read-provenance.js';
import type { LoadedGraph } from '../engine.js';
import { describeJoins } from './describe-joins.js';
import type { DescribeSources } from './describe-sources.js';
import { describeType } from './describe-type.js';
import type { DescribedSubgraph, DescribedType, GraphDescription } from './contract/graph-description.js';
import { markerDirectives } from './marker-directives.js';

export interface GraphToDescribe extends LoadedGraph {
  /** Who owns which subgraph, in words. */
  readonly owners: Readonly<Record<string, string>>;
}

/** How long it describes before other work gets its turn. */
const SLICE_MS = 8;

/** Describes a supergraph as far as clients may see it. */
export async function describeGraph(graph: GraphToDescribe): Promise<GraphDescription> {
  const { supergraph, schema, loadedAt, owners } = graph;
  const document = parse(supergraph.sdl, { noLocation: true });
  const types = new SupergraphTypes(document);
  const names = subgraphNames(types);
  const markers = markerDirectives(document);
  const described = await describeTypes(visibleTypes(schema), {
    schema,
    types,
    names,
    markers,
    provenance: readProvenance(document),
  });
  return {
    version: 1,
    supergraph: {
      loadedAt: loadedAt.toISOString(),
      hash: createHash('sha256').update(supergraph.sdl).digest('hex'),
      serial: supergraph.serial ?? null,
      queryType: schema.getQueryType()?.name ?? 'Query',
      mutationType: schema.getMutationType()?.name ?? null,
      subscriptionType: schema.getSubscriptionType()?.name ?? null,
    },
    subgraphs: [...names.values()].sort().map((name) => describeSubgraph(name, owners[name] ?? null, described)),
    types: described,
    joins: describeJoins(described),
  };
}

/** Without the types of introspection and the scalars that GraphQL itself has. */
function visibleTypes(schema: GraphQLSchema): GraphQLNamedType[] {
  return Object.values(schema.getTypeMap())
    .filter(({ name }) => !name.startsWith('__') && !BUILT_IN.has(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function describeTypes(all: readonly GraphQLNamedType[], sources: DescribeSources): Promise<DescribedType[]> {
  const described: DescribedType[] = [];
  let until = performance.now() + SLICE_MS;
  for (const type of all) {
    described.push(describeType(type, sources));
    if (performance.now() < until) continue;
    await turn();
    until = performance.now() + SLICE_MS;
  }
  return described;
}

const BUILT_IN = new Set(['String', 'Int', 'Float', 'Boolean', 'ID']);

function describeSubgraph(name: string, owner: string | null, types: readonly DescribedType[]): DescribedSubgraph {
  const own = types.filter(({ subgraphs }) => subgraphs.includes(name));
  const outputs = own.filter(({ kind }) => kind === 'OBJECT' || kind === 'INTERFACE');
  const fields = outputs.flatMap((type) => type.fields.filter(({ subgraphs }) => subgraphs.includes(name)));
  return { name, owner, types: own.length, fields: fields.length };
}
