import { isAllowedHost, isInternalHost, plainHost } from '../../kit/outbound-address.js';
import { refuse } from '../errors.js';

const URL_CHARACTERS = 500;

/**
 * Checks where something is to be reached, a subgraph by gateways or a webhook by the registry: only http and https,
 * without user and password, and no internal address or name in whichever spelling, unless `allowed` lists the host, its
 * network, or `private` for all. Gives the URL in its plain spelling. Throws `code`.
 */
export function outboundUrl(
  text: string,
  allowed: readonly string[],
  code: 'ROUTING_URL_REFUSED' | 'WEBHOOK_URL_REFUSED',
): string {
  if (text.length > URL_CHARACTERS) throw refuse(code, `it may have ${URL_CHARACTERS} characters`);
  if (!URL.canParse(text)) throw refuse(code, 'it is no absolute URL, such as https://example.org/graphql');
  const url = new URL(text);
  if (!/^https?:$/.test(url.protocol)) throw refuse(code, 'it must begin with http:// or https://');
  if (url.username !== '' || url.password !== '') {
    throw refuse(code, 'it must not hold a user or password');
  }
  if (url.hash !== '') throw refuse(code, 'it must not have a fragment');
  // WHATWG URLs turn every spelling of an IPv4 address, such as 0x7f.1, into four decimal numbers.
  const host = plainHost(url);
  if (isInternalHost(host) && !isAllowedHost(host, allowed)) {
    throw refuse(code, `${host} is internal. Name a public host, or ask the operator to allow it`);
  }
  return url.href;
}
