import { hash } from 'node:crypto';
import type { Freshness } from '../subgraph-client/freshness.js';
import type { AnswerPolicy } from './answer-policy.js';
import type { CacheStore, Entry, Found, Kept, Wanted } from './cache-store.js';
import { lifetimeOf } from './lifetime.js';
import type { PartCaching } from './part-caching.js';
import { slotOf } from './slots.js';

const HOLD_MS = 60_000;

/** What a cache was asked for, for metrics. */
export interface CacheLookup {
  readonly subgraph: string;
  readonly kind: 'entities' | 'roots';
  readonly result: 'hit' | 'miss' | 'stale';
  readonly count: number;
}

export interface CacheEvents {
  readonly onLookup: (lookup: CacheLookup) => void;
  readonly onDrop: (subgraph: string) => void;
}

/** Where an answer holds what has expired, since its subgraph failed. */
export interface StaleNote {
  readonly path: string;
  readonly subgraph: string;
  readonly ageSeconds: number;
}

export interface RequestCacheOptions {
  readonly store: CacheStore;
  /** Equal only for requests with equal forwarded headers. */
  readonly headersKey: string;
  readonly vary: string;
  /** A mutation reads nothing that was kept. */
  readonly isMutation: boolean;
  /** Whether its answer can say that something in it has expired. */
  readonly allowsStale: boolean;
  readonly events: CacheEvents;
}

/** The answer to keep for something that was looked for. */
export interface Answered {
  readonly wanted: Wanted;
  readonly mark: string | null;
  readonly text: string;
}

/** The caches as one request uses them; it gathers how long its answer may be used again. */
export class RequestCache {
  readonly stale: StaleNote[] = [];
  readonly isMutation: boolean;
  readonly allowsStale: boolean;
  readonly events: CacheEvents;
  readonly #store: CacheStore;
  readonly #headersKey: string;
  readonly #vary: string;
  #freshUntilMs = Infinity;
  #isPrivate = false;

  constructor({ store, headersKey, vary, isMutation, allowsStale, events }: RequestCacheOptions) {
    this.#store = store;
    this.#headersKey = headersKey;
    this.#vary = vary;
    this.isMutation = isMutation;
    this.allowsStale = allowsStale;
    this.events = events;
  }

  /** What to look for: an entity by its representation, or the answer to root fields; null when it is never kept. */
  wanted(
    part: PartCaching,
    representation: string | null,
    variables: Readonly<Record<string, unknown>>,
  ): Wanted | null {
    if (part.key === null) return null;
    const text = JSON.stringify([part.key, this.#headersKey, variables, representation]);
    return { key: hash('sha256', text, 'base64url'), slots: () => part.slotsOf(representation, variables) };
  }

  read(wanted: readonly Wanted[]): readonly Found[] | Promise<readonly Found[]> {
    return this.#store.read(wanted);
  }

  /** An entry goes into the answer. */
  use({ freshUntilMs }: Pick<Entry, 'freshUntilMs'>): void {
    this.#limit(freshUntilMs);
  }

  /** An answer of a subgraph goes into the answer, and is kept for as long as it says. */
  take(part: PartCaching, freshness: Freshness | undefined, answered: readonly Answered[]): void {
    const { maxAgeSeconds, staleIfErrorSeconds, isPrivate } = lifetimeOf(part, freshness);
    const storedAtMs = Date.now();
    const freshUntilMs = storedAtMs + 1_000 * maxAgeSeconds;
    this.#limit(freshUntilMs);
    this.#isPrivate ||= isPrivate;
    if (maxAgeSeconds <= 0 || isPrivate) return;
    const keptUntilMs = freshUntilMs + 1_000 * staleIfErrorSeconds;
    this.#store.write(answered.flatMap((one) => keptOf(one, { storedAtMs, freshUntilMs, keptUntilMs })));
  }

  /** Something goes into the answer that nobody may use again. */
  useOnce(): void {
    this.#limit(0);
  }

  drop(slots: readonly string[]): Promise<boolean> {
    return this.#store.drop(slots);
  }

  /** Keeps nothing of a subgraph for a while, in which it may still be at what it was told. */
  hold(subgraph: string): Promise<boolean> {
    return this.#store.hold(slotOf(subgraph, 'held'), Date.now() + HOLD_MS);
  }

  /** How long the answer may be used again, once all of it is there. */
  policy(): AnswerPolicy {
    const isUsable = !this.isMutation && this.stale.length === 0 && this.#freshUntilMs !== Infinity;
    const freshUntilMs = isUsable ? this.#freshUntilMs : 0;
    return {
      maxAgeSeconds: Math.max(0, Math.ceil((freshUntilMs - Date.now()) / 1_000)),
      freshUntilMs,
      ageSeconds: 0,
      isPrivate: this.#isPrivate,
      vary: this.#vary,
    };
  }

  #limit(freshUntilMs: number): void {
    this.#freshUntilMs = Math.min(this.#freshUntilMs, freshUntilMs);
  }
}

function keptOf({ wanted, mark, text }: Answered, times: Omit<Entry, 'text'>): Kept[] {
  const slots = mark === null ? null : wanted.slots();
  return slots === null || mark === null ? [] : [{ key: wanted.key, slots, mark, text, ...times }];
}
