import { createReadStream } from 'node:fs';
import { JoineryError } from '../../kit/errors.js';
import type { CliContext } from '../context.js';

/** Reads a file, or the standard input for `-`, as UTF-8. Throws `FILE_UNREADABLE`, also for what is larger than `bytesMax`. */
export async function readInput(path: string, bytesMax: number, { stdin, signal }: CliContext): Promise<string> {
  const source = path === '-' ? stdin : createReadStream(path);
  const name = path === '-' ? 'the standard input' : path;
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of source) {
      signal.throwIfAborted();
      const part = Buffer.from(chunk as Uint8Array);
      bytes += part.length;
      if (bytes > bytesMax) throw new JoineryError('FILE_UNREADABLE', `${name} has more than ${bytesMax} bytes`);
      chunks.push(part);
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (error instanceof JoineryError || signal.aborted || code === undefined) throw error;
    throw new JoineryError('FILE_UNREADABLE', `${name} (${code}). Check the path and the rights`, { cause: error });
  }
  return textOf(Buffer.concat(chunks), name);
}

function textOf(bytes: Buffer, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new JoineryError('FILE_UNREADABLE', `${name} is no text in UTF-8`, { cause: error });
  }
}
