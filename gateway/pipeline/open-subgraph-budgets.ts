import { RateLimiterRes } from 'rate-limiter-flexible';
import { createCounter, type CounterOptions } from './counter.js';
import { requestError } from './request-error.js';
import type { Share, SubgraphBudgets } from './subgraph-budgets.js';

export interface SubgraphBudgetsOptions extends CounterOptions {
  /** By the name of the subgraph; 0 for anything. */
  readonly budgets: Readonly<Record<string, { readonly max: number; readonly perWindow: number }>>;
}

/** Makes the budgets of subgraphs. While Redis is away, each process counts by itself. */
export function createSubgraphBudgets({ budgets, ...options }: SubgraphBudgetsOptions): SubgraphBudgets {
  const limits = new Map(Object.entries(budgets));
  const counters = new Map(
    [...limits].flatMap(([name, { perWindow }]) =>
      perWindow > 0 ? [[name, createCounter('subgraph-cost', perWindow, options)] as const] : [],
    ),
  );

  return {
    names: [...limits.keys()],
    assertWithin(shares) {
      for (const { name, cost } of shares) {
        const { max } = limits.get(name)!;
        if (max > 0 && cost > max)
          throw requestError(
            400,
            'SUBGRAPH_COST_ESTIMATED_TOO_EXPENSIVE',
            `The operation is estimated to cost the subgraph ${name} ${cost}, more than ${max}. Ask for shorter lists or fewer of its fields`,
          );
      }
    },
    async charge(shares) {
      const spent = new Set<string>();
      await Promise.all(shares.map(async (share) => (await isLeft(share)) || spent.add(share.name)));
      return spent;
    },
  };

  async function isLeft({ name, cost }: Share): Promise<boolean> {
    const counter = counters.get(name);
    if (!counter || cost === 0) return true;
    try {
      await counter.consume(name, Math.ceil(cost));
      return true;
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      return false;
    }
  }
}
