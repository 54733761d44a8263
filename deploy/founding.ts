import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../kit/package-root.js';
import type { FoundedGraph } from '../registry/actions/found-graph.js';
import { SUBGRAPH_PORTS, type SubgraphName } from '../subgraphs/kit/subgraph-definition.js';

/** The partners who own the contracts in `schema/`. */
const PARTNERS: Readonly<Record<SubgraphName, { readonly name: string; readonly title: string }>> = {
  organisations: { name: 'cqc', title: 'Care Quality Commission' },
  people: { name: 'leadership-academy', title: 'NHS Leadership Academy' },
  programmes: { name: 'hee', title: 'Health Education England' },
  funding: { name: 'nhs-improvement', title: 'NHS Improvement' },
};

/** Who owns which of them, in words. */
export const OWNERS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(PARTNERS).map(([name, { title }]) => [name, title]),
);

/** What a registry begins with: the contracts in `schema/` and the supergraph that is checked in for them. */
export function foundingFor(urls: Readonly<Record<string, string>>): () => FoundedGraph {
  return () => ({
    sdl: readSchema('supergraph'),
    subgraphs: (Object.keys(PARTNERS) as SubgraphName[]).map((name) => ({
      name,
      partner: PARTNERS[name],
      url: urls[name] ?? `http://127.0.0.1:${SUBGRAPH_PORTS[name]}/graphql`,
      sdl: readSchema(name),
    })),
  });
}

function readSchema(name: string): string {
  return readFileSync(join(PACKAGE_ROOT, 'schema', `${name}.graphql`), 'utf8');
}
