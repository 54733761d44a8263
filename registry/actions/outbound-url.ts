import { BlockList, isIP } from 'node:net';
import { refuse } from '../errors.js';

const URL_CHARACTERS = 500;

/** Networks that are not the public internet: this machine, private, link-local with cloud metadata, shared, reserved. */
const INTERNAL_NETWORKS = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
] as const;
/** The same for IPv6, with every way of writing IPv4 into it. */
const INTERNAL_NETWORKS_6 = [
  '::/96',
  '::ffff:0:0/96',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  'fc00::/7',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
] as const;
const internal = { 4: blockList(INTERNAL_NETWORKS), 6: blockList(INTERNAL_NETWORKS_6) } as const;
const INTERNAL_NAMES = /(^|\.)(localhost|local|internal|intranet|private|corp|home|lan|localdomain|home\.arpa)$/;

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
  const host = url.hostname
    .replace(/^\[|\]$/g, '')
    .replace(/\.+$/, '')
    .toLowerCase();
  if (isInternal(host) && !isAllowed(host, allowed)) {
    throw refuse(code, `${host} is internal. Name a public host, or ask the operator to allow it`);
  }
  return url.href;
}

/** Whether a name that was checked may lead to this address: one that is public, or that is allowed as the name itself is. */
export function isOutboundAddress(address: string, host: string, allowed: readonly string[]): boolean {
  return !isInternal(address) || isAllowed(address, allowed) || allowed.includes(host.toLowerCase());
}

function isInternal(host: string): boolean {
  const family = isIP(host);
  if (family === 6) return internal[6].check(host, 'ipv6');
  if (family === 4) return internal[4].check(host, 'ipv4');
  return !host.includes('.') || INTERNAL_NAMES.test(host);
}

function isAllowed(host: string, allowed: readonly string[]): boolean {
  if (allowed.includes('private') || allowed.includes(host)) return true;
  const family = isIP(host);
  // A list of both kinds would take IPv4 for the IPv6 that it can be written as.
  const networks = allowed.filter((entry) => /^[\d.a-f:]+\/\d+$/.test(entry) && isIP(entry.split('/')[0]!) === family);
  return family !== 0 && blockList(networks).check(host, family === 6 ? 'ipv6' : 'ipv4');
}

function blockList(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', prefix] = network.split('/');
    list.addSubnet(address, Number(prefix), isIP(address) === 6 ? 'ipv6' : 'ipv4');
  }
  return list;
}
