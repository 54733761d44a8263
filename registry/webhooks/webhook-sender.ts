import type { KeyObject } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../../kit/database/database.js';
import type { Log } from '../../kit/log.js';
import { isOutboundAddress, outboundUrl } from '../actions/outbound-url.js';
import { Webhook, WebhookDelivery } from '../store/entities/webhook.js';
import { claimDelivery, dueDeliveries, forgetDeliveriesBefore } from '../store/outbox.js';
import { postWebhook } from './post-webhook.js';
import { signedHeaders, webhookSecret } from './sign-webhook.js';

export interface WebhookSenderOptions {
  readonly database: Database;
  /** The registry's key, from which the secrets follow. */
  readonly key: KeyObject;
  readonly allowedHosts: readonly string[];
  readonly log: Log;
  readonly times?: Partial<WebhookTimes>;
}

/** In milliseconds. */
export interface WebhookTimes {
  /** How often it is looked whether there is something to tell. */
  readonly pollMs: number;
  readonly timeoutMs: number;
  /** How long after the first attempt that failed the second is made; each later one comes three times as late. */
  readonly retryMs: number;
}

export interface WebhookSender {
  start(): void;
  /** Ends what is under way; it is told again after the next start. */
  stop(): Promise<void>;
}

const DEFAULT_TIMES: WebhookTimes = { pollMs: 1_000, timeoutMs: 10_000, retryMs: 5_000 };
/** The last attempt is made about an hour and a half after the first. */
const ATTEMPTS_MAX = 8;
const AT_ONCE_MAX = 20;
/** So many of one address, so that one that hangs holds up no other. */
const OF_ONE_MAX = 2;
const KEPT_MS = 7 * 86_400_000;
const FORGETTING_MS = 3_600_000;

/** Tells webhooks what waits for them, at least once each, and again after a failure. */
export function createWebhookSender(options: WebhookSenderOptions): WebhookSender {
  const { database, log } = options;
  const times = { ...DEFAULT_TIMES, ...options.times };
  const stopping = new AbortController();
  const running = new Map<string, { readonly webhook: string; readonly over: Promise<void> }>();
  let looking = Promise.resolve();
  let forgotAt = 0;

  const isBusy = (webhook: string): boolean =>
    [...running.values()].filter((one) => one.webhook === webhook).length >= OF_ONE_MAX;
  const begin = (delivery: WebhookDelivery): void => {
    if (running.has(delivery.id) || running.size >= AT_ONCE_MAX || isBusy(delivery.webhook)) return;
    const over = deliver({ ...options, times, signal: stopping.signal }, delivery)
      .catch((error: unknown) => log.error({ err: error }, 'A webhook could not be told'))
      .finally(() => running.delete(delivery.id));
    running.set(delivery.id, { webhook: delivery.webhook, over });
  };
  const look = async (): Promise<void> => {
    const now = Date.now();
    const busy = [...new Set([...running.values()].map(({ webhook }) => webhook))].filter(isBusy);
    const due = await dueDeliveries(database.read.manager, now, { most: 10 * AT_ONCE_MAX, busy });
    for (const delivery of due) begin(delivery);
    if (now - forgotAt < FORGETTING_MS) return;
    forgotAt = now;
    await database.write((manager) => forgetDeliveriesBefore(manager, now - KEPT_MS));
  };
  const lookAgainAndAgain = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await look().catch((error: unknown) => log.error({ err: error }, 'It cannot be looked what to tell webhooks'));
      await sleep(times.pollMs, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
    }
  };

  return {
    start: () => void (looking = lookAgainAndAgain()),
    async stop() {
      stopping.abort();
      await looking;
      await Promise.all([...running.values()].map(({ over }) => over));
    },
  };
}

interface Delivering extends WebhookSenderOptions {
  readonly times: WebhookTimes;
  readonly signal: AbortSignal;
}

async function deliver(delivering: Delivering, delivery: WebhookDelivery): Promise<void> {
  const { database, times, signal } = delivering;
  const until = Date.now() + 3 * times.timeoutMs;
  if (!(await database.write((manager) => claimDelivery(manager, delivery, until)))) return;
  const attempts = delivery.attempts + 1;
  const { isDelivered, answer } = await attempt(delivering, delivery);
  const isOver = isDelivered || (attempts >= ATTEMPTS_MAX && !signal.aborted);
  const status = isDelivered ? 'DELIVERED' : isOver ? 'FAILED' : 'WAITING';
  // What a stop has ended is no failure.
  const nextAtMs = signal.aborted ? Date.now() : Date.now() + times.retryMs * 3 ** (attempts - 1) * jitter();
  const counted = signal.aborted && !isDelivered ? attempts - 1 : attempts;
  await database.write((manager) =>
    manager.update(WebhookDelivery, { id: delivery.id }, { status, answer, nextAtMs, attempts: counted }),
  );
}

interface Attempt {
  readonly isDelivered: boolean;
  readonly answer: string;
}

async function attempt(
  { database, key, allowedHosts, times, signal }: Delivering,
  { id, body, webhook }: WebhookDelivery,
): Promise<Attempt> {
  const hook = await database.read.manager.findOneBy(Webhook, { id: webhook });
  if (!hook) return { isDelivered: false, answer: 'the webhook was deleted' };
  try {
    // What is allowed may have changed since it was made.
    const url = outboundUrl(hook.url, allowedHosts, 'WEBHOOK_URL_REFUSED');
    const status = await postWebhook({
      url,
      headers: signedHeaders(webhookSecret(key, hook.id), { id, body }, Date.now()),
      body,
      timeoutMs: times.timeoutMs,
      isAddressAllowed: (address, host) => isOutboundAddress(address, host, allowedHosts),
      signal,
    });
    return { isDelivered: status >= 200 && status < 300, answer: `status ${status}` };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return { isDelivered: false, answer: (code ?? message).slice(0, 200) };
  }
}

function jitter(): number {
  return 0.75 + Math.random() / 2;
}
