import { strFromU8, strToU8, Unzlib, zlibSync } from 'fflate';

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
    const shared: unknown = JSON.parse(unpacked(packed));
    const { query, variables = {} } = shared as Partial<Shared>;
    return typeof query === 'string' && typeof variables === 'object' ? { query, variables } : undefined;
  } catch {
    return undefined;
  }
}

/** An address may be short and unpack to gigabytes. */
const SHARED_BYTES_MAX = 1024 * 1024;
/** So little is unpacked at once that what it becomes can be counted in between. */
const PIECE_BYTES = 512;

function unpacked(packed: Uint8Array): string {
  let text = '';
  let length = 0;
  const stream = new Unzlib((part) => {
    length += part.length;
    if (length > SHARED_BYTES_MAX) throw new Error('The link unpacks to too much');
    text += strFromU8(part, true);
  });
  for (let at = 0; at < packed.length; at += PIECE_BYTES)
    stream.push(packed.subarray(at, at + PIECE_BYTES), at + PIECE_BYTES >= packed.length);
  return strFromU8(strToU8(text, true));
}
