import { hash, randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { Log } from '../../kit/log.js';
import type { CacheStore, Found, Kept, Wanted } from './cache-store.js';
import { entryText, readEntry } from './entry-text.js';
import { Restraint, type RestReason } from './restraint.js';

export interface RedisStoreOptions {
  readonly redis: Redis;
  /** Longer texts are not kept. */
  readonly entryBytes: number;
  readonly log: Log;
}

const PREFIX = 'joinery:cache:';
/** A hash of the versions of all slots. Without it, or with another `epoch`, no entry counts. */
const VERSIONS = `${PREFIX}versions`;
const EPOCH = 'epoch';
const VERSIONS_SECONDS = 7 * 24 * 60 * 60;
/** How long a Redis that took no drops is not told of them again. */
const RETRY_MS = 1_000;
/** How many bytes may be on their way to a Redis that is slow. */
const WRITING_BYTES_MAX = 8 * 1024 * 1024;
/** How a version begins that holds its slot until a moment. */
const HELD = 'held until ';
/** How many keys are read at once. */
const PORTION = 32;
const READ_LETTERS_MAX = 8 * 1024 * 1024;
const NOTHING: Found = { entry: null, mark: null };

/** Keeps entries in Redis, for all gateways together. */
export function createRedisStore(options: RedisStoreOptions): CacheStore {
  return new RedisStore(options);
}

class RedisStore implements CacheStore {
  readonly #redis: Redis;
  readonly #entryBytes: number;
  readonly #restraint: Restraint;
  /** A read that took too long, perhaps for its size, says nothing of drops. */
  #dropsRestUntil = 0;
  #writingBytes = 0;
  /** New versions that Redis has not taken yet; until then their old entries are nothing here. */
  readonly #pending = new Map<string, string>();
  #retry: NodeJS.Timeout | undefined = undefined;

  constructor({ redis, entryBytes, log }: RedisStoreOptions) {
    this.#redis = redis;
    this.#entryBytes = entryBytes;
    this.#restraint = new Restraint({ probe: () => redis.hget(VERSIONS, EPOCH), ...tellerOf(redis, log) });
    // One that was away may come back as it was a while ago, with what has been dropped since.
    redis.on('close', () => this.#pending.set(EPOCH, randomUUID()));
    redis.on('ready', () => void this.#flush());
  }

  async read(wanted: readonly Wanted[]): Promise<readonly Found[]> {
    const nothing = () => wanted.map(() => NOTHING);
    if (!this.#restraint.mayAsk()) return nothing();
    const slotsOf = wanted.map(({ slots }) => slots());
    const slots = [...new Set(slotsOf.flatMap((own) => own ?? []))];
    try {
      const [texts, [epoch, ...found]] = await Promise.all([
        this.#texts(wanted.map(({ key }) => PREFIX + key)),
        this.#restraint.watch(this.#redis.hmget(VERSIONS, EPOCH, ...slots)),
      ]);
      if (typeof epoch !== 'string') {
        await this.#redis.hsetnx(VERSIONS, EPOCH, randomUUID());
        await this.#redis.expire(VERSIONS, VERSIONS_SECONDS);
        return nothing();
      }
      const versions = new Map(slots.map((slot, index) => [slot, this.#pending.get(slot) ?? found[index] ?? '']));
      const now = Date.now();
      return slotsOf.map((own, index) => {
        if (own === null || own.some((slot) => isHeld(versions.get(slot)!, now))) return NOTHING;
        const mark = hash(
          'sha256',
          JSON.stringify([this.#pending.get(EPOCH) ?? epoch, ...own.map((slot) => versions.get(slot))]),
          'base64url',
        );
        const text = texts[index];
        const read = typeof text === 'string' ? readEntry(text, now) : null;
        return { entry: read?.mark === mark ? read.entry : null, mark };
      });
    } catch {
      this.#restraint.rest();
      return nothing();
    }
  }

  /** Texts in portions, up to a limit of all together; beyond it nothing is there, nor once Redis has become slow. */
  async #texts(keys: readonly string[]): Promise<readonly (string | null)[]> {
    const texts: (string | null)[] = [];
    let letters = 0;
    while (texts.length < keys.length && letters < READ_LETTERS_MAX && !this.#restraint.isResting) {
      const portion = await this.#restraint.watch(this.#redis.mget(keys.slice(texts.length, texts.length + PORTION)));
      for (const text of portion) letters += text?.length ?? 0;
      texts.push(...portion);
    }
    return texts;
  }

  write(entries: readonly Kept[]): void {
    for (const entry of entries) {
      const bytes = 2 * entry.text.length;
      const keptMs = entry.keptUntilMs - Date.now();
      if (entry.text.length > this.#entryBytes || this.#writingBytes + bytes > WRITING_BYTES_MAX) continue;
      if (keptMs < 1 || !this.#restraint.mayAsk()) continue;
      this.#writingBytes += bytes;
      this.#redis
        .set(PREFIX + entry.key, entryText(entry, entry.mark), 'PX', Math.ceil(keptMs))
        // One that is full still answers.
        .catch(() => undefined)
        .finally(() => (this.#writingBytes -= bytes));
    }
  }

  async drop(slots: readonly string[]): Promise<boolean> {
    for (const slot of slots) this.#pending.set(slot, randomUUID());
    return this.#flush();
  }

  hold(slot: string, untilMs: number): Promise<boolean> {
    this.#pending.set(slot, `${HELD}${untilMs} ${randomUUID()}`);
    return this.#flush();
  }

  bytes(): number {
    return this.#writingBytes;
  }

  isLeftAlone(): boolean {
    return this.#restraint.isResting;
  }

  async stop(): Promise<void> {
    await this.#flush();
    clearTimeout(this.#retry);
    this.#redis.disconnect();
  }

  /** Tells Redis what was dropped; tries again until it is told. */
  async #flush(): Promise<boolean> {
    clearTimeout(this.#retry);
    const told = new Map(this.#pending);
    if (told.size === 0) return true;
    const isTold = Date.now() >= this.#dropsRestUntil && (await this.#tell(told));
    if (!isTold) this.#retry = setTimeout(() => void this.#flush(), RETRY_MS).unref();
    else for (const [slot, version] of told) if (this.#pending.get(slot) === version) this.#pending.delete(slot);
    return isTold;
  }

  async #tell(versions: Map<string, string>): Promise<boolean> {
    try {
      await this.#redis.hset(VERSIONS, versions);
      await this.#redis.expire(VERSIONS, VERSIONS_SECONDS);
      return true;
    } catch {
      // One that is full takes nothing new, but lets go of all that it has.
      const isGone = await this.#redis.del(VERSIONS).catch(() => null);
      if (isGone === null) {
        this.#restraint.rest();
        this.#dropsRestUntil = Date.now() + RETRY_MS;
      }
      return isGone !== null;
    }
  }
}

/** Tells in the log of a Redis that answers, but not well; of one that is away others tell. */
function tellerOf(redis: Redis, log: Log) {
  let isTold = false;
  return {
    onRest(reason: RestReason) {
      isTold = redis.status === 'ready';
      if (isTold)
        log.warn(`Redis ${reason === 'slow' ? 'is slow' : 'does not answer'}; nothing is taken from the cache`);
    },
    onEnd() {
      if (isTold) log.warn('Redis is well again');
    },
  };
}

function isHeld(version: string, nowMs: number): boolean {
  return version.startsWith(HELD) && Number.parseInt(version.slice(HELD.length), 10) > nowMs;
}
