import type { DeferNode, FetchNode, PlanNode, QueryPlan, SubscriptionNode } from '@apollo/query-planner';
import { parse, type OperationDefinitionNode } from 'graphql';
import { blockOfLabel } from '../plan/chosen-operation.js';
import { withRenamed } from './output-rewrites.js';
import { selectedBy, type Selected } from './selected.js';

/** The plan has something that this engine cannot run. */
export class UnsupportedPlan extends Error {}

/** A fetch of a query plan with the path it is at, and the fetches it waits for, by index. */
export interface PlannedFetch {
  readonly fetch: FetchNode;
  readonly path: readonly string[];
  readonly after: readonly number[];
  /** The deferred block that it belongs to; 0 is the first answer. */
  readonly block: number;
  readonly operation: OperationDefinitionNode;
  readonly selected: Selected;
}

/** Where in a plan a node stands. */
interface At {
  readonly path: readonly string[];
  readonly block: number;
  /** The fetches that end before the node begins. */
  readonly after: readonly number[];
}

/**
 * The fetches of plans that run one after the other, each after those it waits for. The first is the source of a
 * subscription.
 */
export function plannedFetches(plans: readonly QueryPlan[]): PlannedFetch[] {
  const fetches: PlannedFetch[] = [];
  let after: readonly number[] = [];
  for (const { node } of plans) if (node) after = addPlan(node, { path: [], block: 0, after }, fetches);
  return fetches;
}

/** Adds the fetches of a plan; returns those after which its first answer is complete. */
function addPlan(root: PlanNode | SubscriptionNode, start: At, fetches: PlannedFetch[]): readonly number[] {
  const numbers = new Map<string, number>();

  /** Adds the fetches of a node; returns those after which it has ended. */
  const add = (node: PlanNode, at: At): readonly number[] => {
    switch (node.kind) {
      case 'Sequence':
        return node.nodes.reduce((after, child) => add(child, { ...at, after }), at.after);
      case 'Parallel':
        return node.nodes.flatMap((child) => add(child, at));
      case 'Flatten':
        return add(node.node, { ...at, path: [...at.path, ...node.path.map(String)] });
      case 'Condition':
        throw new UnsupportedPlan('The plan has a condition, though conditions were decided before planning');
      case 'Fetch':
        fetches.push(plannedFetch(node, at));
        if (node.id !== undefined) numbers.set(node.id, fetches.length - 1);
        return [fetches.length - 1];
      case 'Defer':
        return addDefer(node, at);
    }
  };
  const addDefer = ({ primary, deferred }: DeferNode, at: At): readonly number[] => {
    const end = primary.node ? add(primary.node, at) : at.after;
    let waiting = deferred;
    while (waiting.length > 0) {
      const ready = waiting.filter(({ depends }) => depends.every(({ id }) => numbers.has(id)));
      if (ready.length === 0) throw new UnsupportedPlan('Deferred parts of the plan wait for each other');
      for (const { label, depends, node } of ready) {
        const after = [...new Set(depends.map(({ id }) => numbers.get(id)!))];
        if (node) add(node, { ...at, block: blockOfLabel(label!), after });
      }
      waiting = waiting.filter((node) => !ready.includes(node));
    }
    return end;
  };

  if (root.kind !== 'Subscription') return add(root, start);
  const after = add(root.primary, start);
  return root.rest ? add(root.rest, { ...start, after }) : after;
}

function plannedFetch(fetch: FetchNode, { path, block, after }: At): PlannedFetch {
  const operation = parse(fetch.operation, { noLocation: true }).definitions[0] as OperationDefinitionNode;
  const selected = selectedBy(operation.selectionSet);
  const own = fetch.requires ? selected.keys.get('_entities')! : selected;
  return { fetch, path, after, block, operation, selected: withRenamed(own, fetch.outputRewrites ?? []) };
}
