import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

export interface TrustedProxies {
  /** Networks as `10.0.0.0/8`, or single addresses; none believes nobody. */
  readonly addresses: readonly string[];
  /** The header that they write. */
  readonly header: 'x-forwarded-for' | 'forwarded';
}

/** The address of the client that sent a request; null when its connection is gone. */
export type AddressOf = (request: IncomingMessage) => string | null;

/**
 * Reads addresses of clients. What a proxy says of whom it asks for is believed of trusted ones only, from the last one
 * backwards: the first address that is no trusted proxy's is the client's. `Forwarded` is that of
 * https://www.rfc-editor.org/rfc/rfc7239.
 */
export function createAddressOf({ addresses, header }: TrustedProxies): AddressOf {
  const nearest: AddressOf = ({ socket }) => plain(socket.remoteAddress ?? '') || null;
  if (addresses.length === 0) return nearest;
  const trusted = networksOf(addresses);
  const read = header === 'forwarded' ? forwardedFor : (text: string) => text.split(',');
  return (request) => {
    let address = nearest(request);
    const said = request.headers[header];
    if (address === null || said === undefined || !isIn(trusted, address)) return address;
    for (const hop of read(String(said)).reverse()) {
      const known = addressIn(hop);
      // Who hides the address is the last one that is known.
      if (known === null) return address;
      address = known;
      if (!isIn(trusted, address)) return address;
    }
    return address;
  };
}

function networksOf(addresses: readonly string[]): BlockList {
  const networks = new BlockList();
  for (const text of addresses) {
    const [address = '', bits] = text.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    networks.addSubnet(address, bits === undefined ? (family === 'ipv6' ? 128 : 32) : Number(bits), family);
  }
  return networks;
}

function isIn(networks: BlockList, address: string): boolean {
  return networks.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/** What each proxy says by `for=`; empty for one that says nothing. Addresses of IPv6 stand in quotes. */
function forwardedFor(text: string): string[] {
  return text.split(',').map((hop) => {
    const pair = hop.split(';').find((one) => /^\s*for\s*=/i.test(one));
    return pair === undefined ? '' : pair.slice(pair.indexOf('=') + 1).replaceAll('"', '');
  });
}

/** The address of `203.0.113.7`, `203.0.113.7:4711`, `2001:db8::7` or `[2001:db8::7]:4711`; null for a word. */
function addressIn(hop: string): string | null {
  const text = hop.trim();
  const bare = /^\[([^\]]*)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
  return isIP(bare) === 0 ? null : plain(bare);
}

/** An address of IPv4 is one, however it is written. */
function plain(address: string): string {
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
}
