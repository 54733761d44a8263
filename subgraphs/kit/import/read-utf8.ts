import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { JoineryError } from '../../../kit/errors.js';
import type { ImportFile } from './import-format.js';

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const NEWLINE = 10;
const CHUNK_BYTES = 256 * 1024;

/**
 * Reads a file in pieces that end between characters, without a byte order mark. Throws `FILE_UNREADABLE` where it cannot
 * be read or is not UTF-8.
 */
export async function* readUtf8({ path, onRead, signal }: ImportFile): AsyncGenerator<Buffer> {
  let rest = Buffer.alloc(0);
  let line = 1;
  let isStart = true;
  for await (const chunk of chunksOf(path, signal)) {
    onRead(chunk.length);
    let bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    if (isStart && bytes.subarray(0, 3).equals(BYTE_ORDER_MARK)) bytes = bytes.subarray(3);
    isStart = false;
    const end = endOfWholeCharacters(bytes);
    const whole = bytes.subarray(0, end);
    rest = Buffer.from(bytes.subarray(end));
    if (!isUtf8(whole)) throw notUtf8(path, whole, line);
    line += countNewlines(whole);
    yield whole;
  }
  if (rest.length > 0) throw notUtf8(path, rest, line);
}

async function* chunksOf(path: string, signal: AbortSignal): AsyncGenerator<Buffer> {
  try {
    yield* createReadStream(path, { signal, highWaterMark: CHUNK_BYTES }) as AsyncIterable<Buffer>;
  } catch (error) {
    if (signal.aborted) throw error;
    throw unreadable(path, error);
  }
}

/** What to say of a file that the system does not let us read. */
export function unreadable(path: string, error: unknown): JoineryError {
  const reasons: Record<string, string> = { ENOENT: 'there is none', EISDIR: 'it is a folder', EACCES: 'not allowed' };
  const { code = 'unknown reason' } = error as NodeJS.ErrnoException;
  const reason = reasons[code] ?? code;
  return new JoineryError('FILE_UNREADABLE', `${path} (${reason}). Check the path and the rights`, { cause: error });
}

/** Where the last character begins that is cut off at the end, or the end. */
function endOfWholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return length > back ? bytes.length - back : bytes.length;
    }
  }
  return bytes.length;
}

function notUtf8(path: string, bytes: Buffer, firstLine: number): JoineryError {
  const at = firstWrongByte(bytes);
  const line = firstLine + countNewlines(bytes.subarray(0, at));
  return wrongEncoding(`${path} line ${line}`, `byte 0x${bytes[at]!.toString(16)}`, 'Windows-1252');
}

/** What to say of a file in another encoding. */
export function wrongEncoding(place: string, sign: string, encoding: string): JoineryError {
  const advice = `It seems to be ${encoding}; convert it first: iconv -f ${encoding} -t UTF-8`;
  return new JoineryError('FILE_UNREADABLE', `${place} is not UTF-8 (${sign}). ${advice}`);
}

function firstWrongByte(bytes: Buffer): number {
  let right = 0;
  let wrong = bytes.length;
  while (wrong - right > 1) {
    const middle = (right + wrong) >> 1;
    const end = endOfWholeCharacters(bytes.subarray(0, middle));
    if (end > right && isUtf8(bytes.subarray(0, end))) right = end;
    else if (end <= right) return right;
    else wrong = middle;
  }
  return right;
}

function countNewlines(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, at + 1)) count++;
  return count;
}
