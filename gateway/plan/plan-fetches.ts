import type { FetchNode, PlanNode, SubscriptionNode } from '@apollo/query-planner';

/** A plan with each of its fetches replaced. */
export function mapFetches<Node extends PlanNode | SubscriptionNode>(
  node: Node,
  map: (fetch: FetchNode) => FetchNode,
): Node;
export function mapFetches(
  node: PlanNode | SubscriptionNode,
  map: (fetch: FetchNode) => FetchNode,
): PlanNode | SubscriptionNode {
  const each = <Below extends PlanNode>(below: Below): Below => mapFetches(below, map);
  switch (node.kind) {
    case 'Fetch':
      return map(node);
    case 'Flatten':
      return { ...node, node: each(node.node) };
    case 'Sequence':
    case 'Parallel':
      return { ...node, nodes: node.nodes.map(each) };
    case 'Subscription':
      return { ...node, primary: map(node.primary), ...(node.rest ? { rest: each(node.rest) } : {}) };
    case 'Defer': {
      const { primary, deferred } = node;
      return {
        ...node,
        primary: { ...primary, ...(primary.node ? { node: each(primary.node) } : {}) },
        deferred: deferred.map((later) => ({ ...later, ...(later.node ? { node: each(later.node) } : {}) })),
      };
    }
    case 'Condition':
      return node;
  }
}

/** Every fetch of a plan. */
export function fetchesOf(node: PlanNode | SubscriptionNode): FetchNode[] {
  const found: FetchNode[] = [];
  mapFetches(node, (fetch) => {
    found.push(fetch);
    return fetch;
  });
  return found;
}
