import { readFile } from 'node:fs/promises';
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  errors,
  importJWK,
  type CryptoKey,
  type JSONWebKeySet,
  type JWSHeaderParameters,
} from 'jose';
import { z } from 'zod';
import { JoineryError } from '../../kit/errors.js';
import type { KeySource } from '../token-issuer.js';

const FETCH_TIMEOUT_MS = 3_000;

const keySet = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) });

/**
 * Keys from files and URLs of JSON Web Key Sets. URLs are asked when a token comes, and again when they do not know its
 * key. Throws `FILE_UNREADABLE` or `FILE_WRONG_FORMAT`.
 */
export async function openKeySource(places: readonly string[]): Promise<KeySource> {
  const sources: KeySource[] = [];
  for (const place of places) sources.push(isUrl(place) ? remote(place) : local(await readKeySet(place)));
  return async (header, token) => {
    let failure: unknown;
    for (const source of sources) {
      try {
        return await source(header, token);
      } catch (error) {
        failure = betterReason(failure, error);
      }
    }
    throw failure;
  };
}

export function isUrl(place: string): boolean {
  return /^https?:\/\//.test(place);
}

/** That a source could not be asked says more than that another did not know the key. */
function betterReason(earlier: unknown, later: unknown): unknown {
  return later instanceof errors.JWKSNoMatchingKey && earlier !== undefined ? earlier : later;
}

function remote(url: string): KeySource {
  const find = createRemoteJWKSet(new URL(url), { timeoutDuration: FETCH_TIMEOUT_MS });
  return (header, token) => find(header, token);
}

function local(keys: JSONWebKeySet): KeySource {
  const find = createLocalJWKSet(keys);
  return (header, token) => (header.alg?.startsWith('HS') === true ? secret(keys, header) : find(header, token));
}

/** A shared secret; only asked for where the operator allows such algorithms. */
async function secret({ keys }: JSONWebKeySet, { alg, kid }: JWSHeaderParameters): Promise<CryptoKey | Uint8Array> {
  const found = keys.filter((key) => key.kty === 'oct' && (kid === undefined || key.kid === kid));
  if (found.length !== 1) throw new errors.JWKSNoMatchingKey();
  return importJWK(found[0]!, alg);
}

async function readKeySet(file: string): Promise<JSONWebKeySet> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new JoineryError('FILE_UNREADABLE', `the keys ${file} (${error.code ?? error.message}). Correct the path`);
  });
  try {
    return keySet.parse(JSON.parse(text));
  } catch {
    throw new JoineryError('FILE_WRONG_FORMAT', `${file} has no keys. Give a JSON Web Key Set: {"keys": […]}`);
  }
}
