import { BlockList, isIP } from 'node:net';

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
  '::ffff:0:0:0/96',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  '3fff::/20',
  '5f00::/16',
  'fc00::/7',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
] as const;
const internal = { 4: blockList(INTERNAL_NETWORKS), 6: blockList(INTERNAL_NETWORKS_6) } as const;
/** Where clouds keep the credentials of a machine, and nobody's service is. */
const linkLocal = blockList(['169.254.0.0/16', 'fe80::/10', 'fd00:ec2::254/128']);
const INTERNAL_NAMES = /(^|\.)(localhost|local|internal|intranet|private|corp|home|lan|localdomain|svc|home\.arpa)$/;

/** The host of a URL in its plain spelling: without the brackets of IPv6 and the dot at the end of a name. */
export function plainHost({ hostname }: URL): string {
  return hostname
    .replace(/^\[|\]$/g, '')
    .replace(/\.+$/, '')
    .toLowerCase();
}

/** Whether a name that was checked may lead to this address: one that is public, or that is allowed as the name itself is. */
export function isOutboundAddress(address: string, host: string, allowed: readonly string[]): boolean {
  return !isInternalHost(address) || isAllowedHost(address, allowed) || allowed.includes(host.toLowerCase());
}

/** Whether a host is none of the public internet, by its name or as the address that it is. */
export function isInternalHost(host: string): boolean {
  const family = isIP(host);
  if (family === 6) return internal[6].check(host, 'ipv6');
  if (family === 4) return internal[4].check(host, 'ipv4');
  return !host.includes('.') || INTERNAL_NAMES.test(host);
}

/** Whether an address is not link-local; the addresses of cloud metadata are. */
export function isNotLinkLocal(address: string): boolean {
  const family = isIP(address);
  return family === 0 || !linkLocal.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/** Whether `allowed` lists the host, its network, or `private` for all, and it is not link-local. */
export function isAllowedHost(host: string, allowed: readonly string[]): boolean {
  if (!isNotLinkLocal(host)) return false;
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
