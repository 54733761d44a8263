import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { JoineryError } from '../../../kit/errors.js';
import { isDate } from '../scalars.js';
import { asOfFromName } from './as-of.js';
import type { ImportFormat } from './import-format.js';
import { unreadable, wrongEncoding } from './read-utf8.js';

const HEAD_BYTES = 64 * 1024;

export interface FileRequest {
  readonly path: string;
  readonly format: ImportFormat;
  /** All formats, to say which one a file seems to be of. */
  readonly formats: readonly ImportFormat[];
  /** `YYYY-MM-DD`; else the day in the file's name, else the format's own. */
  readonly asOf?: string | undefined;
  /** One of the format's kinds; else the one in the file's name. */
  readonly kind?: string | undefined;
}

export interface DescribedFile {
  readonly path: string;
  readonly name: string;
  readonly format: ImportFormat;
  readonly sizeBytes: number;
  /** Empty where only the file's records are dated. */
  readonly asOf: string;
  readonly kind: string;
}

/**
 * Finds out what must be known of a file before it is imported. Throws `FILE_UNREADABLE`, `FILE_WRONG_FORMAT`, or
 * `CONFIG_INVALID` where its day or kind is neither said nor in its name.
 */
export async function describeFile(request: FileRequest): Promise<DescribedFile> {
  const { path, format } = request;
  const { sizeBytes, head } = await begin(path);
  assertRecognised(request, head);
  const name = basename(path);
  return { path, name, format, sizeBytes, asOf: asOfOf(request, name), kind: kindOf(request, name) };
}

async function begin(path: string): Promise<{ sizeBytes: number; head: string }> {
  try {
    const stats = await stat(path);
    if (stats.isDirectory()) throw Object.assign(new Error('It is a folder'), { code: 'EISDIR' });
    const file = await open(path);
    try {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
      if (isUtf16(buffer)) throw wrongEncoding(path, 'its byte order mark', 'UTF-16');
      const text = buffer.subarray(0, bytesRead).toString('utf8');
      return { sizeBytes: stats.size, head: text.replace(/^\ufeff/, '') };
    } finally {
      await file.close();
    }
  } catch (error) {
    throw error instanceof JoineryError ? error : unreadable(path, error);
  }
}

function isUtf16(bytes: Buffer): boolean {
  const mark = bytes.readUInt16BE();
  return mark === 0xfffe || mark === 0xfeff;
}

function assertRecognised({ path, format, formats }: FileRequest, head: string): void {
  if (head.trim() === '') throw new JoineryError('FILE_WRONG_FORMAT', `${path} is empty`);
  if (format.recognises(head)) return;
  const others = formats.filter((other) => other.recognises(head)).map((other) => other.name);
  const looks = others.length > 0 ? `it looks like ${others.join(' or ')}` : 'its beginning is of no known format';
  throw new JoineryError('FILE_WRONG_FORMAT', `${path} is not of the format ${format.name}; ${looks}`);
}

function asOfOf({ asOf, format }: FileRequest, name: string): string {
  if (asOf !== undefined) {
    if (isDate(asOf)) return asOf;
    throw new JoineryError('CONFIG_INVALID', `--as-of must be a day written YYYY-MM-DD, and is ${asOf}`);
  }
  const found = asOfFromName(name) ?? format.defaultAsOf ?? (format.recordsAreDated ? '' : undefined);
  if (found !== undefined) return found;
  throw new JoineryError(
    'CONFIG_INVALID',
    `the name ${name} does not say for which day it speaks. Add --as-of YYYY-MM-DD`,
  );
}

function kindOf({ kind, format }: FileRequest, name: string): string {
  const { kinds = [] } = format;
  if (kind !== undefined) {
    if (kinds.includes(kind)) return kind;
    const known = kinds.length > 0 ? `one of ${kinds.join(', ')}` : `left out for ${format.name}`;
    throw new JoineryError('CONFIG_INVALID', `--kind must be ${known}, and is ${kind}`);
  }
  if (kinds.length === 0) return '';
  const found = kinds.find((candidate) => name.includes(candidate));
  if (found !== undefined) return found;
  throw new JoineryError('CONFIG_INVALID', `the name ${name} does not say its kind. Add --kind ${kinds.join('|')}`);
}
