import type { SigningKey } from '../../kit/request-signature.js';
import type { CircuitBreaker } from './circuit-breaker.js';
import type { OnSubgraphEvent } from './events.js';
import type { Arriving } from './exchange.js';
import type { FlightTable } from './flight-table.js';
import type { SubgraphLimits } from './limits.js';
import type { RetryBudget } from './retry-budget.js';
import type { Sockets } from './sockets.js';

/** All that is kept for one subgraph. */
export interface Upstream {
  readonly name: string;
  readonly origin: string;
  readonly path: string;
  /** Headers of every request, name and value in turn. */
  readonly headers: readonly string[];
  /** Signs every request; null for none. */
  readonly signingKey: SigningKey | null;
  readonly limits: SubgraphLimits;
  readonly sockets: Sockets;
  readonly arriving: Arriving;
  readonly breaker: CircuitBreaker;
  readonly budget: RetryBudget;
  /** Queries under way that an identical one may join; undefined when each is sent by itself. */
  readonly flights: FlightTable | undefined;
  /** Whether answers tell how long they may be used again. */
  readonly readsFreshness: boolean;
  readonly onEvent: OnSubgraphEvent | undefined;
}
