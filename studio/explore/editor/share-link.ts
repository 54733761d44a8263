import { strFromU8, strToU8, zlibSync, unzlibSync } from 'fflate';

/** What a link to the editor carries. Headers are left out: they may hold a token. */
export interface Shared {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Packs an operation into the letters that an address may have. */
export function encodeShare(shared: Shared): string {
  const packed = zlibSync(strToU8(JSON.stringify(shared)), { level: 9 });
  const text = btoa(Array.from(packed, (byte) => String.fromCharCode(byte)).join(''));
  return text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** Unpacks what `encodeShare` packed; undefined for what it did not. */
export function decodeShare(text: string): Shared | undefined {
  try {
    const packed = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
    const shared: unknown = JSON.parse(strFromU8(unzlibSync(packed, { out: new Uint8Array(SHARED_BYTES_MAX) })));
    const { query, variables = {} } = shared as Partial<Shared>;
    return typeof query === 'string' && typeof variables === 'object' ? { query, variables } : undefined;
  } catch {
    return undefined;
  }
}

/** An address may be short and unpack to gigabytes. */
const SHARED_BYTES_MAX = 1024 * 1024;
