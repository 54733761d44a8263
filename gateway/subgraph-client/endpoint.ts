import { BlockList, isIP } from 'node:net';
import { JoineryError } from '../../kit/errors.js';

/** Where a subgraph is. */
export interface Endpoint {
  readonly origin: string;
  /** Path and query. */
  readonly path: string;
  /** Whether it is on this machine or in a private network. */
  readonly isNearby: boolean;
}

/** Reads the URL of a subgraph. Throws `CONFIG_INVALID` unless it is http or https, without user and password. */
export function readEndpoint(subgraph: string, url: string): Endpoint {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed || !/^https?:$/.test(parsed.protocol) || parsed.username !== '' || parsed.password !== '') {
    throw new JoineryError(
      'CONFIG_INVALID',
      `the URL of the subgraph ${subgraph} must be http or https, without user and password`,
    );
  }
  return { origin: parsed.origin, path: parsed.pathname + parsed.search, isNearby: isNearby(parsed.hostname) };
}

const PRIVATE = blockList(['127.0.0.0/8', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '::1/128', 'fc00::/7']);
/** Where clouds keep the credentials of a machine, and no subgraph is. */
const LINK_LOCAL = blockList(['169.254.0.0/16', 'fe80::/10', 'fd00:ec2::254/128']);

/** Whether an address is not link-local; the addresses of cloud metadata are. */
export function isNotLinkLocal(address: string): boolean {
  return !isIn(LINK_LOCAL, address);
}

function isNearby(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0) return isIn(PRIVATE, host);
  // A name without a dot, or under a name that no public network has: a container, a Kubernetes service.
  return !host.includes('.') || /\.(local|internal|svc|localhost)$/.test(host);
}

function isIn(list: BlockList, address: string): boolean {
  const version = isIP(address);
  return version !== 0 && list.check(address, version === 6 ? 'ipv6' : 'ipv4');
}

function blockList(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address, bits] = network.split('/') as [string, string];
    list.addSubnet(address, Number(bits), isIP(address) === 6 ? 'ipv6' : 'ipv4');
  }
  return list;
}
