import { hash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { earlyJson, endEarly } from '../../kit/http/end-early.js';
import type { HttpHandler } from '../../kit/http/http-server.js';
import { sendJson } from '../../kit/http/send-json.js';
import type { GatewayCache } from '../cache/gateway-cache.js';
import type { CacheRules } from '../cache/cache-rules.js';
import { countDrops, dropsOf, invalidations, slotsOf, type Drops, type Invalidation } from '../cache/invalidation.js';
import { RequestError, requestError } from '../pipeline/request-error.js';
import { readBody } from './read-body.js';
import { JsonRefused, parseStrictJson } from './strict-json.js';

/** A key with which a partner drops what was kept of its own subgraphs; `*` stands for all. */
export interface InvalidationKey {
  readonly name: string;
  /** `sha256:` and the hash in hexadecimal digits. */
  readonly hash: string;
  readonly subgraphs: readonly string[];
}

export interface InvalidationOptions {
  readonly cache: GatewayCache;
  readonly keys: readonly InvalidationKey[];
  /** The graph that there is now. */
  readonly rules: () => CacheRules;
}

const BODY_BYTES_MAX = 256 * 1024;
/** How many things one call may drop, each counted once for each of its subgraphs. */
const DROPS_MAX = 10_000;

/** Answers `POST /cache/invalidate`: drops what a partner says has changed, in all gateways that share a cache. */
export function createInvalidation(options: InvalidationOptions): HttpHandler {
  return async (request, response) => {
    response.setHeader('cache-control', 'no-store');
    try {
      if (request.method !== 'POST')
        throw requestError(405, 'METHOD_NOT_ALLOWED', 'Send it by POST', { allow: 'POST' });
      const key = keyOf(request, options.keys);
      const asked = await readInvalidations(request);
      const rules = options.rules();
      const drops = dropsOf(asked);
      assertAllowed(drops, key, rules);
      await drop(drops, rules, options.cache);
      sendJson(response, 202, { count: asked.length });
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      for (const [name, value] of Object.entries(error.headers)) response.setHeader(name, value);
      await endEarly({ request, response }, earlyJson(error.status, { errors: error.errors }));
    }
  };
}

/** How long it takes tells nothing of a key: hashes are compared, each of them whole. */
function keyOf({ headers }: IncomingMessage, keys: readonly InvalidationKey[]): InvalidationKey {
  const given = (headers.authorization ?? '').replace(/^Bearer +/i, '');
  const hashed = Buffer.from(`sha256:${hash('sha256', given)}`);
  const [found] = keys.filter((key) => timingSafeEqual(Buffer.from(key.hash), hashed));
  if (found && given !== '') return found;
  throw requestError(401, 'UNAUTHENTICATED', 'Dropping what is kept needs a valid key in the header authorization', {
    'www-authenticate': 'Bearer',
  });
}

async function readInvalidations(request: IncomingMessage): Promise<readonly Invalidation[]> {
  const text = await readBody(request, BODY_BYTES_MAX);
  try {
    const read = invalidations.safeParse(parseStrictJson(text));
    if (read.success) return read.data;
  } catch (error) {
    if (!(error instanceof JsonRefused)) throw error;
  }
  throw requestError(
    400,
    'BAD_REQUEST',
    'The body must be a list of up to 1000 objects with kind (subgraph, type or cache_tag), subgraph or subgraphs, and type or cache_tag',
  );
}

/** All or nothing: of a request that names something of another partner nothing is dropped. */
function assertAllowed(drops: ReadonlyMap<string, Drops>, key: InvalidationKey, rules: CacheRules): void {
  const count = countDrops(drops);
  if (count > DROPS_MAX)
    throw requestError(
      400,
      'BAD_REQUEST',
      `The body names ${count} things to drop, each counted once for each of its subgraphs, more than ${DROPS_MAX}. Send them in several calls`,
    );
  const named = [...drops.keys()];
  const isAllowed = (name: string) => key.subgraphs.includes('*') || key.subgraphs.includes(name);
  if (!named.every(isAllowed))
    throw requestError(403, 'INVALIDATION_REFUSED', 'The key drops what was kept of its own subgraphs only');
  if (!named.every((name) => rules.subgraphs.includes(name)))
    throw requestError(400, 'BAD_REQUEST', 'A subgraph is named that the graph does not have');
  if (![...drops.values()].every(({ types }) => [...types].every((type) => rules.hints.has(type))))
    throw requestError(
      400,
      'BAD_REQUEST',
      'A type is named that the graph does not have, or that is no object, interface or union',
    );
}

async function drop(
  drops: ReadonlyMap<string, Drops>,
  rules: CacheRules,
  { store, events }: GatewayCache,
): Promise<void> {
  for (const name of drops.keys()) events.onDrop(name);
  if (await store.drop([...drops].flatMap(([name, of]) => slotsOf(name, of, rules)))) return;
  throw requestError(
    503,
    'CACHE_UNAVAILABLE',
    'The cache cannot be reached. It is told as soon as it is back; send it again',
    {
      'retry-after': '5',
    },
  );
}
