import { executeSubscription, type SubscriptionInput } from '../execute/execute-subscription.js';
import type { Program } from '../execute/program.js';
import type { StreamPart } from '../execute/stream-part.js';
import { ERRORS } from '../errors.js';
import type { Caller } from '../request-context.js';
import type { OperationStream } from './operation-stream.js';
import type { Snapshot } from './snapshot.js';
import type { EndCode, OpenSubscription, Subscriptions } from './subscriptions.js';

export interface SubscriptionOpening extends Omit<SubscriptionInput, 'signal'> {
  readonly snapshot: Snapshot;
  /** Null for nobody in particular. */
  readonly caller: Caller | null;
  readonly subscriptions: Subscriptions;
}

/** The longest time that a timer takes. */
const TIMER_MAX_MS = 2 ** 31 - 1;

/**
 * Opens a subscription. It ends with its source, when its client goes, when the token of its caller expires, and when the
 * gateway ends it. Throws `RequestError` when there are too many.
 */
export function openSubscription(program: Program, opening: SubscriptionOpening): OperationStream {
  const { snapshot, caller, subscriptions } = opening;
  const { promise: over, resolve } = Promise.withResolvers<void>();
  const ending = new AbortController();
  let why: EndCode | undefined;
  const finish = (): void => {
    clearTimeout(expiry);
    subscriptions.delete(subscription);
    ending.abort();
    resolve();
  };
  const subscription: OpenSubscription = {
    snapshot,
    end(code) {
      why ??= code;
      finish();
    },
  };
  subscriptions.add(subscription);
  const expiry = expiresIn(caller, () => subscription.end('SUBSCRIPTION_JWT_EXPIRED'));

  async function* parts(): AsyncGenerator<StreamPart, void> {
    for await (const part of executeSubscription(program, { ...opening, signal: ending.signal })) {
      if (ending.signal.aborted) break;
      yield part;
    }
    if (why) yield { kind: 'fatal', errors: [{ message: ERRORS[why].message, extensions: { code: why } }] };
  }
  return { kind: 'events', parts: parts(), close: finish, over };
}

function expiresIn(caller: Caller | null, end: () => void): NodeJS.Timeout | undefined {
  const exp = caller?.claims['exp'];
  if (typeof exp !== 'number') return undefined;
  return setTimeout(end, Math.min(Math.max(exp * 1_000 - Date.now(), 0), TIMER_MAX_MS)).unref();
}
