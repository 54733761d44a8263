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
  'joinery-signature',
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
 * Makes the headers to forward. `unkeyed` names headers, in lower case, that differ from request to request and change no
 * answer.
 */
export function createHeaderForwarding(unkeyed: readonly string[]) {
  const withoutKey = new Set(unkeyed);

  return (headers: Readonly<Record<string, string>>): ForwardedHeaders => {
    const list: string[] = [];
    let key = '';
    for (const name of Object.keys(headers)) {
      const lowered = name.toLowerCase();
      if (NEVER_FORWARDED.has(lowered)) continue;
      list.push(name, headers[name]!);
      if (!withoutKey.has(lowered)) key += JSON.stringify([lowered, headers[name]]);
    }
    return { list, key };
  };
}
