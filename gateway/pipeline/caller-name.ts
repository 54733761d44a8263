import { isIPv6 } from 'node:net';
import type { Asker } from './denied-clauses.js';

/** By what a caller is told apart: the subject of a token or key, else the address; null where there is neither. */
export function callerName({ caller, context }: Asker): string | null {
  if (caller) return `subject ${JSON.stringify(caller.claims['iss'] ?? '')} ${caller.subject ?? ''}`;
  return context.address ? `address ${networkOf(context.address)}` : null;
}

const GROUPS = 8;

/** Of IPv6 the first 64 bits: whoever has one address has all that begin so, and could be another caller by each. */
function networkOf(address: string): string {
  const bare = address.split('%', 1)[0]!;
  if (!isIPv6(bare)) return address;
  // A URL has each address in one spelling.
  const [before = '', after = ''] = new URL(`http://[${bare}]`).hostname.slice(1, -1).split('::');
  const [first, last] = [before, after].map((text) => text.split(':').filter((group) => group !== ''));
  const zeros = Array<string>(GROUPS - first!.length - last!.length).fill('0');
  return `${[...first!, ...zeros, ...last!].slice(0, GROUPS / 2).join(':')}::/64`;
}
