import type { SubscriptionInput } from '../execute/execute-subscription.js';
import type { Program } from '../execute/program.js';
import type { PipelineOptions } from './handle-operation.js';
import { SPENT, withoutSpent, type Spend } from './subgraph-budgets.js';

type Asking = Pick<SubscriptionInput, 'clientOfEvent' | 'subscriber'>;

/**
 * How a subscription asks subgraphs, as far as may be asked of them: its source once, when it begins, and the others for
 * what follows each event. `spend` is null where nothing is counted.
 */
export function budgetedEvents(
  { batches, source }: Program,
  { client, subscriber }: Pick<PipelineOptions, 'client' | 'subscriber'>,
  spend: Spend | null,
): Asking {
  if (spend === null) return { subscriber, clientOfEvent: () => client };
  const following = new Set(batches.filter((_, index) => index !== source).map(({ subgraph }) => subgraph));
  return {
    subscriber: {
      async *subscribe(request) {
        const spent = await spend(new Set([request.subgraph]));
        if (!spent.has(request.subgraph)) return yield* subscriber.subscribe(request);
        yield SPENT;
        return undefined;
      },
    },
    clientOfEvent: async () => withoutSpent(client, await spend(following)),
  };
}
