import type { DescribedSubgraph, GraphDescription } from '../../gateway/studio-api/contract/graph-description.js';

/** Whoever owns subgraphs. */
export interface Partner {
  /** In words; the subgraph's name where nobody said who owns it. */
  readonly name: string;
  readonly subgraphs: readonly DescribedSubgraph[];
}

/** The partners of a graph, in the order of their subgraphs. */
export function partnersOf({ subgraphs }: Pick<GraphDescription, 'subgraphs'>): Partner[] {
  const byName = Map.groupBy(subgraphs, ({ owner, name }) => owner ?? name);
  return [...byName].map(([name, own]) => ({ name, subgraphs: own }));
}
