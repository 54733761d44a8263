import { requestError } from '../pipeline/request-error.js';

export interface SlotOptions {
  /** How many exports run at one time. */
  readonly max: number;
  /** How many may wait for their turn. */
  readonly waitingMax: number;
}

/** Turns for exports, first come, first served. */
export interface ExportSlots {
  /** Resolves with what gives the turn back. Rejects with `RequestError` when too many wait, and when `signal` is raised. */
  take(signal: AbortSignal): Promise<() => void>;
}

const RETRY_AFTER_SECONDS = '10';

export function createExportSlots({ max, waitingMax }: SlotOptions): ExportSlots {
  const waiting = new Set<() => void>();
  let running = 0;

  const giveBack = () => {
    running -= 1;
    const [next] = waiting;
    if (next) next();
  };
  const begin = () => {
    running += 1;
    let isGiven = false;
    return () => {
      if (!isGiven) giveBack();
      isGiven = true;
    };
  };

  return {
    async take(signal) {
      signal.throwIfAborted();
      if (running < max) return begin();
      if (waiting.size >= waitingMax)
        throw requestError(503, 'MAX_EXPORTS_LIMIT', 'Too many exports wait for their turn. Try again later', {
          'retry-after': RETRY_AFTER_SECONDS,
        });
      const { promise, resolve, reject } = Promise.withResolvers<() => void>();
      const turn = () => {
        waiting.delete(turn);
        signal.removeEventListener('abort', leave);
        resolve(begin());
      };
      const leave = () => {
        waiting.delete(turn);
        reject(signal.reason as Error);
      };
      waiting.add(turn);
      signal.addEventListener('abort', leave, { once: true });
      return promise;
    },
  };
}
