import type { KeyObject } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../../kit/database/database.js';
import type { Log } from '../../kit/log.js';
import { isOutboundAddress } from '../../kit/outbound-address.js';
import { outboundUrl } from '../actions/outbound-url.js';
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
/** So many of one address, and of all addresses of one partner, so that what hangs holds up no other. */
const OF_ONE_MAX = 2;
const OF_PARTNER_MAX = 5;
const KEPT_MS = 7 * 86_400_000;
const FORGETTING_MS = 3_600_000;

/** Tells webhooks what waits for them, at least once each, and again after a failure. */
export function createWebhookSender(options: WebhookSenderOptions): WebhookSender {
  const { database, log } = options;
  const times = { ...DEFAULT_TIMES, ...options.times };
  const stopping = new AbortController();
  const running = new Map<string, Running>();
  let looking = Promise.resolve();
  let forgotAt = 0;

  const countOf = (of: 'webhook' | 'partner', value: string | null): number =>
    [...running.values()].filter((one) => one[of] === value).length;
  const begin = (delivery: WebhookDelivery, partner: string | null): void => {
    const { id, webhook } = delivery;
    if (running.has(id) || running.size >= AT_ONCE_MAX) return;
    if (countOf('webhook', webhook) >= OF_ONE_MAX || countOf('partner', partner) >= OF_PARTNER_MAX) return;
    const over = deliver({ ...options, times, signal: stopping.signal }, delivery)
      .catch((error: unknown) => log.error({ err: error }, 'A webhook could not be told'))
      .finally(() => running.delete(id));
    running.set(id, { webhook, partner, over });
  };
  const look = async (): Promise<void> => {
    const now = Date.now();
    const { manager } = database.read;
    const busy = {
      webhooks: distinct('webhook', running).filter((one) => countOf('webhook', one) >= OF_ONE_MAX),
      partners: distinct('partner', running).filter((one) => countOf('partner', one) >= OF_PARTNER_MAX),
    };
    const due = await dueDeliveries(manager, now, { most: 10 * AT_ONCE_MAX, busy });
    for (const { delivery, partner } of due) begin(delivery, partner);
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

interface Running {
  readonly webhook: string;
  /** Null for an operator's. */
  readonly partner: string | null;
  readonly over: Promise<void>;
}

function distinct<Of extends 'webhook' | 'partner'>(of: Of, running: ReadonlyMap<string, Running>): Running[Of][] {
  return [...new Set([...running.values()].map((one) => one[of]))];
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
