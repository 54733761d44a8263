import type { Asker } from './denied-clauses.js';
import { actualCost, estimateCost, type CostInput } from './estimate-cost.js';
import type { Fairness } from './fairness.js';
import type { OperationAnswer } from './handle-operation.js';
import type { PreparedOperation } from './prepare-operation.js';
import { requestError } from './request-error.js';
import type { Snapshot } from './snapshot.js';
import { answersOf, type Spend, type SubgraphBudgets } from './subgraph-budgets.js';

export interface CostLimit {
  /** 0 for anything. */
  readonly max: number;
  /** How long a list counts of which nothing is said. */
  readonly listSize: number;
  /** What may be asked of single subgraphs; null where nothing is said. */
  readonly budgets: SubgraphBudgets | null;
}

/** What an operation costs. */
export interface OperationCost {
  readonly estimated: number;
  /** What an answer to it did cost. */
  readonly actual: (data: unknown) => number;
  /** Takes it from the budgets of subgraphs; called whenever they are asked. */
  readonly spend: Spend;
}

interface CostedRequest {
  readonly snapshot: Snapshot;
  /** Checked. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly asker: Asker;
}

const NOBODY: ReadonlySet<string> = new Set();

/** Estimates what an operation costs, and charges its caller, no subgraph yet. Rejects with `RequestError` when it is too much. */
export async function limitCost(
  operation: PreparedOperation,
  { snapshot, variables, asker }: CostedRequest,
  { costs, fairness }: { readonly costs: CostLimit | null; readonly fairness: Fairness | null },
): Promise<OperationCost> {
  const { max, listSize, budgets } = costs!;
  const { schema, planner } = snapshot;
  const input: CostInput = { schema, costs: planner.facts.costs, variables, listSize };
  const estimated = estimateCost(operation, input);
  if (max > 0 && estimated > max)
    throw requestError(
      400,
      'COST_ESTIMATED_TOO_EXPENSIVE',
      `The operation is estimated to cost ${estimated}, more than ${max}. Ask for shorter lists or fewer fields`,
    );
  const shares = budgets
    ? budgets.names.map((name) => ({
        name,
        cost: estimateCost(operation, { ...input, answers: answersOf(name, snapshot) }),
      }))
    : [];
  budgets?.assertWithin(shares);
  await fairness?.charge(asker, Math.ceil(estimated));
  const spend: Spend = async (of) => budgets?.charge(of ? shares.filter(({ name }) => of.has(name)) : shares) ?? NOBODY;
  return { estimated, actual: (data) => actualCost(operation, data, input), spend };
}

/** An answer that tells its cost. */
export function withCost(answer: OperationAnswer, { estimated, actual }: OperationCost): OperationAnswer {
  return { ...answer, extensions: { ...answer.extensions, cost: { estimated, actual: actual(answer.data) } } };
}
