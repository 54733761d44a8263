import { ERRORS } from '../errors.js';
import { requestError } from './request-error.js';
import type { Snapshot } from './snapshot.js';

/** Why the gateway ends a subscription. */
export type EndCode = 'SUBSCRIPTION_SCHEMA_RELOAD' | 'SUBSCRIPTION_JWT_EXPIRED' | 'GATEWAY_STOPPING';

/** A subscription of a client. */
export interface OpenSubscription {
  readonly snapshot: Snapshot;
  /** Ends it after an error with this code. */
  end(code: EndCode): void;
}

/** The subscriptions of all clients. */
export interface Subscriptions {
  /** Throws `RequestError` when there may be no more. */
  add(subscription: OpenSubscription): void;
  delete(subscription: OpenSubscription): void;
  /** Ends those that run on an old supergraph, so that they do not keep it. */
  endThoseOf(snapshot: Snapshot): void;
  /** Ends all, and refuses others. */
  stop(): void;
}

export interface SubscriptionsOptions {
  /** How many may be open at once. */
  readonly max: number;
  /** Told how many are open. */
  readonly onChange: (open: number) => void;
}

export function createSubscriptions({ max, onChange }: SubscriptionsOptions): Subscriptions {
  const open = new Set<OpenSubscription>();
  let isStopping = false;
  return {
    add(subscription) {
      if (isStopping) throw refused('GATEWAY_STOPPING');
      if (open.size >= max) throw refused('MAX_SUBSCRIPTIONS_LIMIT');
      open.add(subscription);
      onChange(open.size);
    },
    delete(subscription) {
      if (open.delete(subscription)) onChange(open.size);
    },
    endThoseOf(snapshot) {
      for (const one of open) if (one.snapshot === snapshot) one.end('SUBSCRIPTION_SCHEMA_RELOAD');
    },
    stop() {
      isStopping = true;
      for (const one of open) one.end('GATEWAY_STOPPING');
    },
  };
}

function refused(code: 'GATEWAY_STOPPING' | 'MAX_SUBSCRIPTIONS_LIMIT') {
  return requestError(503, code, ERRORS[code].message, { 'retry-after': '1' });
}
