import { setTimeout as sleep } from 'node:timers/promises';
import { JoineryError } from '../../kit/errors.js';
import type { Log } from '../../kit/log.js';
import type { Following } from './follow-file.js';
import { keptDeliveryIn } from './kept-delivery.js';
import { askRegistry, assertGenuine, type DeliveredSupergraph } from './registry-answer.js';
import { readSupergraph, type Supergraph } from './supergraph.js';

export interface FollowRegistryOptions {
  readonly url: string;
  readonly token: string | null;
  /** The public key to trust; null for the one that the registry has when it is first asked. */
  readonly key: string | null;
  /** Where the last good supergraph is kept. */
  readonly dataDir: string;
  /** Takes a supergraph into use; rejects when it cannot be used. */
  readonly load: (supergraph: Supergraph) => Promise<void>;
  readonly log: Log;
  readonly onRefused: (error: unknown) => void;
}

const WAIT_SECONDS = 25;
const BACKOFF_MS = { first: 250, most: 10_000 } as const;

/**
 * Keeps a gateway on the live supergraph of a registry, asked again and again by requests that wait for a change. What is
 * not signed by the trusted key, or is older than what was live already, is refused. While the registry is away the last
 * good one goes on.
 */
export function followRegistry(options: FollowRegistryOptions): Following {
  const { url, token, dataDir, load, log, onRefused } = options;
  const kept = keptDeliveryIn(dataDir, url);
  const stopping = new AbortController();
  /** What was live already, in this life or an earlier one. */
  let known: DeliveredSupergraph | undefined;
  let loadedHash: string | undefined;
  let etag: string | undefined;
  let following = Promise.resolve();

  const ask = async (waitSeconds: number): Promise<void> => {
    const answer = await askRegistry({ url, token, etag, waitSeconds, signal: stopping.signal });
    if (answer.kind === 'same') return;
    const { delivered } = answer;
    assertGenuine(delivered, options.key ?? known?.key ?? delivered.key, known);
    // One that cannot be used is not asked for again.
    etag = answer.etag;
    if (delivered.sdlHash !== loadedHash) await load(readDelivered(delivered, url));
    loadedHash = delivered.sdlHash;
    known = delivered;
    log.info({ serial: delivered.serial }, 'The supergraph was loaded');
    await kept.keep(delivered).catch((error: unknown) => {
      log.warn({ err: error, dataDir }, 'The supergraph cannot be kept for the next start');
    });
  };
  const refused = (error: unknown): void => {
    onRefused(error);
    const reason = reasonOf(error);
    log.error({ reason }, 'The registry gave no supergraph that can be used, the one in use goes on');
  };
  const follow = async (): Promise<void> => {
    for (let failures = 0; !stopping.signal.aborted;) {
      try {
        await ask(failures === 0 ? WAIT_SECONDS : 0);
        failures = 0;
      } catch (error) {
        if (stopping.signal.aborted) return;
        if (failures === 0) refused(error);
        await pause(failures, stopping.signal);
        failures += 1;
      }
    }
  };
  const startWithKept = async (error: unknown): Promise<void> => {
    if (!known) {
      throw new JoineryError('REGISTRY_UNUSABLE', `${url}: ${reasonOf(error)}. Correct the URL, the token or the key`, {
        cause: error,
      });
    }
    refused(error);
    await load(readDelivered(known, url));
    loadedHash = known.sdlHash;
  };

  return {
    async start() {
      const last = await kept.read();
      if (options.key === null || options.key === last?.key) known = last;
      await ask(0).catch(startWithKept);
      following = follow();
    },
    async stop() {
      stopping.abort();
      await following;
    },
  };
}

function readDelivered({ sdl, serial }: DeliveredSupergraph, url: string): Supergraph {
  return { ...readSupergraph(sdl, url), serial };
}

function pause(failures: number, signal: AbortSignal): Promise<void> {
  const most = Math.min(BACKOFF_MS.most, BACKOFF_MS.first * 2 ** failures);
  return sleep(most * (0.5 + Math.random() / 2), undefined, { signal }).catch(() => undefined);
}

function reasonOf(error: unknown): string {
  const { message, cause } = error as Error;
  const { code } = (cause ?? {}) as NodeJS.ErrnoException;
  return code === undefined ? message : `${message} (${code})`;
}
