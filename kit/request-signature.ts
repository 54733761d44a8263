import { createHmac, hash, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { readEnv, type Environment } from './env.js';

/** A secret that a gateway shares with its subgraphs. */
export interface SigningKey {
  readonly id: string;
  readonly secret: string;
}

/** What a request is to be known by. */
export interface SignedRequest {
  /** The name of the subgraph that it is for, so that another cannot be sent it again. */
  readonly subgraph: string;
  readonly body: string | Buffer;
  readonly nowMs: number;
}

/** Why a request is not taken; null when it is. */
export type SignatureProblem = 'missing' | 'unreadable' | 'unknown key' | 'wrong' | 'out of time' | 'replayed';

export const SIGNATURE_HEADER = 'joinery-signature';

/** By how much clocks may differ, and how long a request may be under way. */
const TOLERANCE_MS = 60_000;
const SIGNATURE = /^v1;key=([\w.-]{1,64});time=(\d{1,16});id=([\w-]{22});mac=([\w-]{43})$/;

/**
 * Keys as a setting has them: `id:secret`, with commas between, or `file:` and the path of a file with that. The first
 * signs, all are accepted.
 */
export const signingKeys = z.string().transform((setting, context): SigningKey[] => {
  const keys = (textOf(setting) ?? '')
    .trim()
    .split(',')
    .map((part) => /^\s*([\w.-]{1,64}):(\S{32,})\s*$/.exec(part));
  if (keys.every((key) => key !== null)) return keys.map(([, id, secret]) => ({ id: id!, secret: secret! }));
  // The value itself is a secret.
  context.addIssue({
    code: 'custom',
    message:
      'must be id:secret, secrets of at least 32 signs, with commas between, or file: and the path of a file with that',
  });
  return z.NEVER;
});

const variables = z.object({ JOINERY_SUBGRAPH_SIGNING_KEYS: signingKeys.optional() });

/** The keys of a subgraph that has no other settings for them; none lets everybody ask. Throws `CONFIG_INVALID`. */
export function readSigningKeys(env: Environment): readonly SigningKey[] {
  return readEnv(variables, env).JOINERY_SUBGRAPH_SIGNING_KEYS ?? [];
}

function textOf(setting: string): string | undefined {
  if (!setting.startsWith('file:')) return setting;
  try {
    return readFileSync(setting.slice('file:'.length), 'utf8');
  } catch {
    return undefined;
  }
}

/** The value of the header `joinery-signature`: an HMAC (RFC 2104, SHA-256) over subgraph, time, identifier and body. */
export function signRequest({ id, secret }: SigningKey, { subgraph, body, nowMs }: SignedRequest): string {
  const requestId = randomBytes(16).toString('base64url');
  const mac = macOf(secret, { subgraph, body, time: String(nowMs), requestId }).toString('base64url');
  return `v1;key=${id};time=${nowMs};id=${requestId};mac=${mac}`;
}

/** Makes a check of signatures that takes each no more than once. */
export function createSignatureCheck(
  keys: readonly SigningKey[],
): (header: unknown, request: SignedRequest) => SignatureProblem | null {
  const secrets = new Map(keys.map(({ id, secret }) => [id, secret]));
  const seen = new SeenOnce();
  return (header, { subgraph, body, nowMs }) => {
    if (header === undefined) return 'missing';
    const [, key, time, requestId, mac] = (typeof header === 'string' && SIGNATURE.exec(header)) || [];
    if (mac === undefined) return 'unreadable';
    const secret = secrets.get(key!);
    if (secret === undefined) return 'unknown key';
    const expected = macOf(secret, { subgraph, body, time: time!, requestId: requestId! });
    if (!timingSafeEqual(expected, Buffer.from(mac, 'base64url'))) return 'wrong';
    if (Math.abs(nowMs - Number(time)) > TOLERANCE_MS) return 'out of time';
    return seen.add(requestId!) ? null : 'replayed';
  };
}

interface Signed {
  readonly subgraph: string;
  readonly body: string | Buffer;
  readonly time: string;
  readonly requestId: string;
}

function macOf(secret: string, { subgraph, body, time, requestId }: Signed): Buffer {
  const text = ['v1', subgraph, time, requestId, hash('sha256', body)].join('\n');
  return createHmac('sha256', secret).update(text).digest();
}

/**
 * Remembers identifiers for as long as a request with them could be taken; by a clock that does not jump, so that nothing
 * is forgotten when the other does.
 */
class SeenOnce {
  #newer = new Set<string>();
  #older = new Set<string>();
  #since = performance.now();

  /** Whether it is seen for the first time. */
  add(id: string): boolean {
    const nowMs = performance.now();
    if (nowMs - this.#since > 2 * TOLERANCE_MS) {
      this.#older = nowMs - this.#since > 4 * TOLERANCE_MS ? new Set() : this.#newer;
      this.#newer = new Set();
      this.#since = nowMs;
    }
    if (this.#newer.has(id) || this.#older.has(id)) return false;
    this.#newer.add(id);
    return true;
  }
}
