import { hash } from 'node:crypto';
import type { Redis } from 'ioredis';
import { LRUCache } from 'lru-cache';

/** Which questions callers asked of late: by subject their conditions, each question as one text. */
export interface QuestionMemory {
  recall(caller: string, subjects: readonly string[]): Promise<Recalled>;
  /**
   * Remembers questions by subject. False where another gateway has remembered something of these subjects since they were
   * recalled; then nothing is remembered.
   */
  add(caller: string, added: ReadonlyMap<string, readonly string[]>, recalled: Recalled): Promise<boolean>;
  /** Whether what the caller asks next could be remembered; nobody makes others be forgotten by asking much. */
  hasRoom(caller: string): boolean;
}

export interface Recalled {
  /** By subject. */
  readonly questions: ReadonlyMap<string, ReadonlySet<string>>;
  /** How many of them gateways remember together, by subject; null where that is not known. */
  readonly shared: ReadonlyMap<string, number> | null;
}

const BYTES_MAX = 32 * 1024 * 1024;
/** Of all callers together, one may take so much. */
const SHARE_BYTES = BYTES_MAX / 16;
const ENTRY_BYTES = 100;
/** What is too old is looked for no more often. */
const PURGED_MS = 10_000;

/** A memory of this process, which forgets the oldest when it is full. */
export function rememberHere(windowSeconds: number): QuestionMemory {
  const shares = new Map<string, number>();
  let purgeAt = -Infinity;
  const grow = (caller: string, bytes: number) => {
    const share = (shares.get(caller) ?? 0) + bytes;
    if (share > 0) shares.set(caller, share);
    else shares.delete(caller);
  };
  const known = new LRUCache<string, Remembered>({
    maxSize: BYTES_MAX,
    sizeCalculation: ({ bytes }) => bytes,
    ttl: windowSeconds * 1_000,
    dispose: ({ caller, bytes }) => grow(caller, -bytes),
  });
  return {
    async recall(caller, subjects) {
      const questionsOf = (subject: string) => new Set(known.get(keyOf(caller, subject))?.questions);
      return { questions: new Map(subjects.map((subject) => [subject, questionsOf(subject)])), shared: null };
    },
    async add(caller, all) {
      for (const [subject, added] of all) {
        const key = keyOf(caller, subject);
        const questions = [...new Set([...(known.get(key)?.questions ?? []), ...added])];
        const bytes = questions.reduce((sum, one) => sum + one.length, key.length + ENTRY_BYTES);
        grow(caller, bytes);
        known.set(key, { caller, questions, bytes });
      }
      return true;
    },
    hasRoom(caller) {
      const isFull = () => (shares.get(caller) ?? 0) >= SHARE_BYTES;
      if (isFull() && performance.now() > purgeAt) {
        known.purgeStale();
        purgeAt = performance.now() + PURGED_MS;
      }
      return !isFull();
    },
  };
}

interface Remembered {
  readonly caller: string;
  readonly questions: readonly string[];
  readonly bytes: number;
}

/** Of one length, whatever callers are called. */
function keyOf(caller: string, subject: string): string {
  return hash('sha256', `${caller}\n${subject}`, 'base64url');
}

/** How long a Redis that has failed is left alone. */
const AWAY_MS = 1_000;

/**
 * Adds to sets, in one step, unless one of them has another length than is said; says 1 when it did. `KEYS` are the sets;
 * `ARGV` are how long they live, then for each its length (-1 for any) and its questions, as JSON.
 */
const ADD = `
for i, key in ipairs(KEYS) do
  local count = cjson.decode(ARGV[i + 1])[1]
  if count >= 0 and redis.call('SCARD', key) ~= count then return 0 end
end
for i, key in ipairs(KEYS) do
  for _, question in ipairs(cjson.decode(ARGV[i + 1])[2]) do redis.call('SADD', key, question) end
  redis.call('EXPIRE', key, ARGV[1])
end
return 1`;
const ADDED = 1;
const ANY_LENGTH = -1;

/** A memory that gateways share. Each process remembers by itself, too: for while Redis is away, and for shares. */
export function rememberInRedis(redis: Redis, windowSeconds: number): QuestionMemory {
  const here = rememberHere(windowSeconds);
  const nameOf = (caller: string, subject: string) => `joinery:asked:${keyOf(caller, subject)}`;
  let awayUntil = -Infinity;
  /** Does it there, or goes on without, so that a Redis which hangs holds up hardly anybody. */
  const there = async <Result>(work: () => Promise<Result>, without: Result): Promise<Result> => {
    if (performance.now() < awayUntil) return without;
    return work().catch(() => {
      awayUntil = performance.now() + AWAY_MS;
      return without;
    });
  };
  return {
    hasRoom: (caller) => here.hasRoom(caller),
    async recall(caller, subjects) {
      const reading = () => Promise.all(subjects.map((subject) => redis.smembers(nameOf(caller, subject))));
      const found = await there<string[][] | null>(reading, null);
      const own = await here.recall(caller, subjects);
      if (found === null) return own;
      const together = subjects.map(
        (subject, i) => [subject, new Set([...own.questions.get(subject)!, ...found[i]!])] as const,
      );
      return {
        questions: new Map(together),
        shared: new Map(subjects.map((subject, i) => [subject, found[i]!.length])),
      };
    },
    async add(caller, added, recalled) {
      if (added.size === 0) return true;
      const names = [...added.keys()].map((subject) => nameOf(caller, subject));
      const texts = [...added].map(([subject, questions]) =>
        JSON.stringify([recalled.shared?.get(subject) ?? ANY_LENGTH, questions]),
      );
      const result = await there<unknown>(
        () => redis.eval(ADD, names.length, ...names, windowSeconds, ...texts),
        ADDED,
      );
      return result === ADDED && here.add(caller, added, recalled);
    },
  };
}
