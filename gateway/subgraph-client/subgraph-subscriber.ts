import { performance } from 'node:perf_hooks';
import { SIGNATURE_HEADER, signRequest, type SigningKey } from '../../kit/request-signature.js';
import { failed, FAILURES } from './failure.js';
import { createHeaderForwarding } from './forwarded-headers.js';
import type { SubgraphClientOptions } from './options.js';
import { readRoutes, type Route } from './route.js';
import type { SubgraphAnswer, SubgraphRequest } from './subgraph-request.js';
import { Subscription } from './subscription.js';

/** A subscription for one subgraph; `deadline` is when its stream must have begun. */
export interface SubscriptionRequest extends Omit<SubgraphRequest, 'kind' | 'signal'> {
  readonly signal?: AbortSignal;
}

export interface SubgraphSubscriber {
  /**
   * Begins at once. Each answer is one event. A failure is the last answer; without one the subgraph has completed the
   * stream. Returning the iterator or raising the signal ends it upstream. Never throws.
   */
  subscribe(request: SubscriptionRequest): AsyncIterableIterator<SubgraphAnswer, undefined>;
  /** Fails all subscriptions and closes their connections. */
  stop(): Promise<void>;
}

const HEADERS = [
  'content-type',
  'application/json',
  'accept',
  'text/event-stream, application/graphql-response+json, application/json',
  'accept-encoding',
  'identity',
];

/**
 * Subscribes to subgraphs over `text/event-stream`, in the "distinct connections mode" of
 * https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md, with the limits and rules of the subgraph client.
 * Throws `CONFIG_INVALID` for a URL that is not http or https.
 */
export function createSubgraphSubscriber(options: SubgraphClientOptions): SubgraphSubscriber {
  const routes = new Map(readRoutes(options).map((route) => [route.name, opened(route)]));
  const forward = createHeaderForwarding([]);
  let isStopped = false;

  return {
    subscribe(request) {
      const found = routes.get(request.subgraph);
      if (found === undefined || isStopped) return only(isStopped ? FAILURES.stopped : FAILURES.noSubgraph);
      const { route, open, arriving } = found;
      if (open.size >= route.limits.subscriptions) return only(FAILURES.queueFull);
      const onEnd = (ended: Subscription) => {
        open.delete(ended);
        tell(options, route.name, ended);
      };
      const subscription = new Subscription({ route, arriving, signal: request.signal, onEnd });
      open.add(subscription);
      const signature = signatureOf(route.signingKey, request);
      subscription.start(request, [...HEADERS, ...forward(request.headers).list, ...signature]);
      return subscription;
    },
    async stop() {
      isStopped = true;
      for (const { open } of routes.values()) for (const subscription of open) subscription.stop(FAILURES.stopped);
    },
  };
}

/** A subgraph without subscriptions. */
function opened(route: Route) {
  return { route, open: new Set<Subscription>(), arriving: { bytes: 0 } };
}

function signatureOf(key: SigningKey | null, { subgraph, body }: SubscriptionRequest): readonly string[] {
  return key === null ? [] : [SIGNATURE_HEADER, signRequest(key, { subgraph, body, nowMs: Date.now() })];
}

function tell({ onEvent }: SubgraphClientOptions, subgraph: string, { failure, startedAt, count }: Subscription): void {
  onEvent?.({
    kind: 'subscription',
    subgraph,
    outcome: failure === undefined ? 'ended' : failure.code,
    ...(failure !== undefined && { reason: failure.reason }),
    durationMs: performance.now() - startedAt,
    answers: count,
  });
}

async function* only(failure: Parameters<typeof failed>[1]): AsyncGenerator<SubgraphAnswer, undefined> {
  yield failed('query', failure);
  return undefined;
}
