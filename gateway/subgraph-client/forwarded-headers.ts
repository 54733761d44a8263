/** Headers as the HTTP client takes them, name and value in turn, and a text that is equal only if they are. */
export interface ForwardedHeaders {
  readonly list: readonly string[];
  readonly key: string;
}

/** What belongs to one connection or describes the body, so is never taken over from the client's request. */
export const NEVER_FORWARDED = new Set([
  'accept',
  'accept-encoding',
  'connection',
  'content-encoding',
  'content-length',
  'content-type',
  'expect',
  'host',
  'http2-settings',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/**
 * Makes the headers to forward, once per client request. `unkeyed` names headers, in lower case, that differ from request
 * to request and change no answer.
 */
export function createHeaderForwarding(unkeyed: readonly string[]) {
  const made = new WeakMap<Readonly<Record<string, string>>, ForwardedHeaders>();
  const withoutKey = new Set(unkeyed);

  return (headers: Readonly<Record<string, string>>): ForwardedHeaders => {
    let forwarded = made.get(headers);
    if (forwarded === undefined) {
      const entries = Object.entries(headers).filter(([name]) => !NEVER_FORWARDED.has(name.toLowerCase()));
      const key = JSON.stringify(entries.filter(([name]) => !withoutKey.has(name)));
      forwarded = { list: entries.flat(), key };
      made.set(headers, forwarded);
    }
    return forwarded;
  };
}
