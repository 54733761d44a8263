import { hash } from 'node:crypto';
import type { Log } from '../../kit/log.js';
import { API_KEY_SCHEME, type Caller } from '../request-context.js';
import type { Authenticator } from './authenticate.js';
import { requestError } from './request-error.js';

/** A key of a machine, of which only the hash is known here. */
export interface ApiKey {
  readonly name: string;
  /** `sha256:` and the hash in hexadecimal digits. */
  readonly hash: string;
  readonly scopes: readonly string[];
  /** When it ends, as ISO 8601 says it; null for never. */
  readonly expires: string | null;
}

export interface ApiKeyOptions {
  readonly keys: readonly ApiKey[];
  readonly required: boolean;
  readonly onInvalid: 'refuse' | 'anonymous';
  readonly log: Log;
}

/** A shorter key could be guessed from its hash. */
const LENGTH_MIN = 24;
const LENGTH_MAX = 512;
const SCHEME = new RegExp(`^(?:${API_KEY_SCHEME}|Basic) +(\\S*) *$`, 'i');

interface KnownKey {
  readonly caller: Caller;
  readonly untilMs: number;
}

/**
 * Also takes keys: in the header `x-api-key`, or as the password of basic authentication, which spreadsheets can send. A
 * key is found by its hash, so that how long it takes tells nothing of it.
 */
export function withApiKeys(tokens: Authenticator | null, options: ApiKeyOptions): Authenticator {
  const known = new Map(options.keys.map((key) => [key.hash, knownKey(key)]));
  const refused = (): Caller | null => {
    options.log.warn({ reason: 'unknown or past its end' }, 'A key was refused');
    if (options.onInvalid === 'anonymous' && !options.required) return null;
    throw unauthenticated();
  };
  return {
    recall(authorization) {
      const key = authorization === null ? undefined : keyIn(authorization);
      if (key === undefined) {
        if (tokens) return tokens.recall(authorization);
        if (options.required) throw unauthenticated();
        return null;
      }
      const found = key === null ? undefined : known.get(`sha256:${hash('sha256', key)}`);
      return found && Date.now() < found.untilMs ? found.caller : refused();
    },
    verify: async (authorization) => tokens?.verify(authorization) ?? null,
  };
}

function knownKey({ name, scopes, expires }: ApiKey): KnownKey {
  return {
    // As the end of a token, so that streams end with the key.
    caller: {
      subject: `key:${name}`,
      scopes: new Set(scopes),
      claims: expires === null ? {} : { exp: Date.parse(expires) / 1_000 },
    },
    untilMs: expires === null ? Infinity : Date.parse(expires),
  };
}

/** The key that a header has; undefined when it is of another scheme, null when it cannot be one. */
function keyIn(authorization: string): string | null | undefined {
  const [, value] = SCHEME.exec(authorization) ?? [];
  if (value === undefined) return undefined;
  const key = /^Basic/i.test(authorization) ? passwordIn(value) : value;
  return key.length < LENGTH_MIN || key.length > LENGTH_MAX ? null : key;
}

function passwordIn(credentials: string): string {
  const text = Buffer.from(credentials, 'base64').toString('utf8');
  return text.slice(text.indexOf(':') + 1);
}

function unauthenticated() {
  return requestError(401, 'UNAUTHENTICATED', 'The request needs a valid token or key', {
    'www-authenticate': 'Bearer, Basic realm="Joinery"',
  });
}
