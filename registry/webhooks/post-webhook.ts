import { lookup as resolve, type LookupAddress } from 'node:dns';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';

export interface WebhookPost {
  /** One that was checked. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly timeoutMs: number;
  /** Whether an address may be connected to for a host of this name. */
  readonly isAddressAllowed: (address: string, host: string) => boolean;
  readonly signal: AbortSignal;
}

/**
 * Posts a message and gives the status. No redirect is followed, nothing of the answer is read, and a name that leads to an
 * address which is not allowed is not connected to. Rejects when there is no answer in time.
 */
export function postWebhook(post: WebhookPost): Promise<number> {
  const { url, headers, body, timeoutMs, signal } = post;
  const target = new URL(url);
  const request = target.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolveStatus, reject) => {
    const sent = request(
      target,
      {
        method: 'POST',
        agent: false,
        headers: {
          ...headers,
          'content-type': 'application/json; charset=utf-8',
          'content-length': Buffer.byteLength(body),
          'user-agent': 'joinery-registry',
        },
        lookup: guardedLookup(post.isAddressAllowed),
        signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      },
      (response) => {
        resolveStatus(response.statusCode ?? 0);
        response.destroy();
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Gives the addresses of a name that may be connected to; Node connects to one of these and to no other. */
function guardedLookup(isAllowed: WebhookPost['isAddressAllowed']): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      if (error) return callback(error, '', 0);
      const allowed = addresses.filter(({ address }) => isAllowed(address, hostname));
      const [first] = allowed;
      if (!first) return callback(notAllowed(), '', 0);
      if (options.all === true) callback(null, allowed);
      else callback(null, first.address, first.family);
    });
  };
}

function notAllowed(): NodeJS.ErrnoException {
  return Object.assign(new Error('The address is not allowed'), { code: 'ADDRESS_NOT_ALLOWED' });
}
