import type { FetchNode, PlanNode } from './plan-node.js';

/** The fetches of a plan and which of them wait for which. */
export interface PlanGraph {
  readonly fetches: readonly PlannedFetch[];
  /** From the one that ends first, by index. */
  readonly edges: readonly (readonly [from: number, to: number])[];
}

export interface PlannedFetch {
  readonly fetch: FetchNode;
  readonly path: readonly string[];
}

/** Reads a plan as a graph. */
export function planGraph(root: PlanNode | null): PlanGraph {
  const fetches: PlannedFetch[] = [];
  const edges: [number, number][] = [];

  /** Adds what a node fetches after the fetches of `after`; gives those after which it has ended. */
  const add = (node: PlanNode, path: readonly string[], after: readonly number[]): readonly number[] => {
    switch (node.kind) {
      case 'Fetch':
        fetches.push({ fetch: node, path });
        for (const from of after) edges.push([from, fetches.length - 1]);
        return [fetches.length - 1];
      case 'Flatten':
        return add(node.node, [...path, ...node.path.map(String)], after);
      case 'Sequence':
        return node.nodes.reduce((ended, one) => add(one, path, ended), after);
      case 'Parallel':
        return node.nodes.flatMap((one) => add(one, path, after));
      case 'Subscription': {
        const ended = add(node.primary, path, after);
        return node.rest ? add(node.rest, path, ended) : ended;
      }
      case 'Condition':
        return [node.ifClause, node.elseClause].flatMap((clause) => (clause ? add(clause, path, after) : []));
      case 'Defer': {
        const ended = node.primary.node ? add(node.primary.node, path, after) : after;
        return node.deferred.reduce((last, { node: later }) => (later ? add(later, path, ended) : last), ended);
      }
    }
  };
  if (root) add(root, [], []);
  return { fetches, edges };
}
