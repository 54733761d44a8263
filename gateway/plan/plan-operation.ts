import type { QueryPlan } from '@apollo/query-planner';
import { OperationTypeNode, type SelectionNode } from 'graphql';
import type { NormalisedOperation } from './normalise-operation.js';
import type { Planner } from './planner.js';

/**
 * Plans an operation. There are several plans only for a mutation, to be run one after the other: a mutation has to be
 * complete, joins included, before the next begins, which one plan would not keep. Rejects as `Planner` does.
 */
export async function planOperation(
  planner: Pick<Planner, 'plan'>,
  { kind, selections, textOf }: NormalisedOperation,
  overrideLabels: readonly string[],
): Promise<readonly QueryPlan[]> {
  const plan = (some: readonly SelectionNode[]) =>
    planner.plan({ document: textOf(some), operationName: null, overrideLabels });
  if (selections.length === 0) return [];
  const whole = await plan(selections);
  if (kind !== OperationTypeNode.MUTATION || selections.length === 1 || whole.node?.kind === 'Fetch') return [whole];
  const alone = await Promise.all(selections.map((selection) => plan([selection])));
  return Promise.all(
    runs(alone).map(({ start, end }) =>
      end - start === 1 ? Promise.resolve(alone[start]!) : plan(selections.slice(start, end)),
    ),
  );
}

interface Run {
  readonly start: number;
  end: number;
}

/** Neighbours that one subgraph answers without joins run as one. */
function runs(plans: readonly QueryPlan[]): Run[] {
  const found: Run[] = [];
  plans.forEach(({ node }, index) => {
    const last = found.at(-1);
    const before = last && plans[last.start]!.node;
    const continues = node?.kind === 'Fetch' && before?.kind === 'Fetch' && node.serviceName === before.serviceName;
    if (continues) last!.end = index + 1;
    else found.push({ start: index, end: index + 1 });
  });
  return found;
}
