import type { KeyObject } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../../kit/database/database.js';
import { publicKeyText, signRelease } from '../../kit/release-signature.js';
import { readDocument } from '../store/documents.js';
import type { Supergraph } from '../store/entities/supergraph.js';

/** A supergraph as it is delivered. */
export interface Delivered {
  readonly serial: number;
  readonly sdl: string;
  readonly sdlHash: string;
  readonly createdAt: string;
  readonly signature: string;
  /** The same while the schema is the same, in quotation marks. */
  readonly etag: string;
}

/** The live supergraph, kept at hand. */
export interface LiveSupergraph {
  /** The public key of the signatures: 32 bytes in base64. */
  readonly publicKey: string;
  /** Null while nothing was ever live. */
  current(): Promise<Delivered | null>;
  /** As `current`, and waits up to `waitMs` while it is one that the client has. */
  changedFrom(
    hasIt: (delivered: Delivered | null) => boolean,
    waitMs: number,
    signal: AbortSignal,
  ): Promise<Delivered | null>;
  /** The signature of any supergraph. */
  readonly signatureOf: (supergraph: Pick<Supergraph, 'serial' | 'sdlHash' | 'createdAt'>) => string;
  /** Has it looked up, and waiting clients answered. */
  refresh(): void;
  /** Answers every waiting client. */
  stop(): void;
}

/** How long it counts without being looked up again: another process of the registry may have made another one live. */
const FRESH_MS = 500;

/** Where a supergraph comes from. */
export interface ReleaseSource {
  readonly database: Database;
  /** The contract whose part of the graph it is; undefined for the whole graph. */
  readonly contract?: string;
  /** What is live now; null for nothing. */
  readonly newest: () => Promise<Pick<Supergraph, 'serial' | 'sdlHash' | 'createdAt'> | null>;
}

export function createLiveSupergraph({ database, contract, newest }: ReleaseSource, key: KeyObject): LiveSupergraph {
  const changes = new EventEmitter().setMaxListeners(0);
  const stopping = new AbortController();
  let kept: Delivered | null = null;
  let lookedUpAt = 0;
  let looking: Promise<void> | undefined;

  const signatureOf = ({ serial, sdlHash, createdAt }: Pick<Supergraph, 'serial' | 'sdlHash' | 'createdAt'>) =>
    signRelease({ serial, sdlHash, createdAt: createdAt.toISOString(), contract }, key);
  const lookUp = async (): Promise<void> => {
    const release = await newest();
    if (release?.serial === kept?.serial) return;
    kept = release && (await delivered(release));
    changes.emit('change');
  };
  const delivered = async (release: Parameters<typeof signatureOf>[0]): Promise<Delivered> => {
    const { serial, sdlHash } = release;
    const sdl = await readDocument(database.read.manager, sdlHash);
    const createdAt = release.createdAt.toISOString();
    return { serial, sdl, sdlHash, createdAt, signature: signatureOf(release), etag: `"${sdlHash}"` };
  };
  const current = async (): Promise<Delivered | null> => {
    if (Date.now() - lookedUpAt >= FRESH_MS) {
      looking ??= lookUp().finally(() => (looking = undefined));
      await looking;
      lookedUpAt = Date.now();
    }
    return kept;
  };

  return {
    publicKey: publicKeyText(key),
    current,
    signatureOf,
    async changedFrom(hasIt, waitMs, signal) {
      const deadline = Date.now() + waitMs;
      const ends = AbortSignal.any([signal, stopping.signal]);
      let delivered = await current();
      while (hasIt(delivered) && Date.now() < deadline && !ends.aborted) {
        await changeOrTime(changes, Math.min(FRESH_MS, deadline - Date.now()), ends);
        delivered = await current();
      }
      return delivered;
    },
    refresh() {
      lookedUpAt = 0;
      changes.emit('change');
    },
    stop: () => stopping.abort(),
  };
}

async function changeOrTime(changes: EventEmitter, ms: number, ends: AbortSignal): Promise<void> {
  const done = new AbortController();
  const signal = AbortSignal.any([ends, done.signal]);
  await Promise.race([once(changes, 'change', { signal }), sleep(ms, undefined, { signal })]).catch(() => undefined);
  done.abort();
}
