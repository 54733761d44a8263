import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../../../kit/log.js';
import { batchesOf, type UsageBatch } from './usage-batches.js';
import { createUsageCounter, type UsageCounter } from './usage-counter.js';

export interface UsageReporterOptions {
  /** The registry to report to. */
  readonly url: string;
  readonly token: string | null;
  readonly intervalMs: number;
  /** Memory for what is being counted, and as much again for what could not be reported yet. */
  readonly bytesMax: number;
  readonly log: Log;
}

/** Counts what clients use, and tells a registry. */
export interface UsageReporter extends Pick<UsageCounter, 'count'> {
  start(): void;
  /** Reports what is left, if the registry takes it at once. */
  stop(): Promise<void>;
}

const ANSWER_MS = 10_000;
const LAST_ANSWER_MS = 2_000;
/** The registry knows for a week which batches it has. */
const AGE_MAX_MS = 3 * 86_400_000;

/**
 * Reports every few seconds, apart from the way of a request. A batch that the registry does not take is sent again, with
 * the same identifier so that nothing counts twice; the oldest are dropped when there are too many.
 */
export function createUsageReporter(options: UsageReporterOptions): UsageReporter {
  const { intervalMs, bytesMax, log } = options;
  const counter = createUsageCounter(bytesMax);
  const stopping = new AbortController();
  const waiting: UsageBatch[] = [];
  let isAway = false;
  let reporting = Promise.resolve();

  const collect = (): void => {
    const { operations, uncounted } = counter.take();
    const now = Date.now();
    waiting.push(...batchesOf(operations, now));
    let size = waiting.reduce((sum, { body }) => sum + 2 * body.length, 0);
    let dropped = 0;
    while (waiting[0] && (size > bytesMax || now - waiting[0].createdAtMs > AGE_MAX_MS)) {
      size -= 2 * waiting.shift()!.body.length;
      dropped += 1;
    }
    if (uncounted + dropped > 0) log.warn({ uncounted, dropped }, 'Usage was lost: too much to keep');
  };
  const sendAll = async (signal: AbortSignal, timeoutMs: number): Promise<void> => {
    while (waiting[0]) {
      const refusal = await send(options, waiting[0], AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]));
      if (refusal?.isFinal === false) {
        if (!isAway) log.warn({ reason: refusal.reason }, 'The registry takes no usage, it is kept for later');
        isAway = true;
        return;
      }
      if (refusal) log.error({ reason: refusal.reason }, 'The registry refused what clients use');
      isAway = false;
      waiting.shift();
    }
  };
  const report = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      // Gateways that were started together do not report together.
      await sleep(intervalMs * (0.75 + Math.random() / 2), undefined, { signal: stopping.signal, ref: false }).catch(
        () => undefined,
      );
      if (stopping.signal.aborted) return;
      collect();
      await sendAll(stopping.signal, ANSWER_MS);
    }
  };

  return {
    count: (operation, client) => counter.count(operation, client),
    start: () => void (reporting = report()),
    async stop() {
      stopping.abort();
      await reporting;
      collect();
      await sendAll(new AbortController().signal, LAST_ANSWER_MS);
    },
  };
}

interface Refusal {
  readonly reason: string;
  /** Whether the same batch will never be taken. */
  readonly isFinal: boolean;
}

async function send(
  { url, token }: UsageReporterOptions,
  { body }: UsageBatch,
  signal: AbortSignal,
): Promise<Refusal | undefined> {
  try {
    const response = await fetch(`${url.replace(/\/+$/, '')}/usage`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
      body,
      redirect: 'error',
      signal,
    });
    await response.body?.cancel();
    if (response.ok) return undefined;
    return { reason: `status ${response.status}`, isFinal: response.status === 400 || response.status === 413 };
  } catch (error) {
    const { message, cause } = error as Error;
    return { reason: (cause as NodeJS.ErrnoException | undefined)?.code ?? message, isFinal: false };
  }
}
