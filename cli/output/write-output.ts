import { rename, rm, writeFile } from 'node:fs/promises';
import { JoineryError } from '../../kit/errors.js';
import type { CliContext } from '../context.js';

export interface Output {
  /** A file; the standard output when it is `-` or left out. */
  readonly path: string | undefined;
  /** Whether nobody else on this machine may read the file. */
  readonly isSecret?: boolean;
}

/** Writes a text to a file, whole or not at all, or to the standard output. Throws `FILE_UNWRITABLE`. */
export async function writeOutput(
  text: string,
  { path, isSecret = false }: Output,
  context: CliContext,
): Promise<void> {
  if (path === undefined || path === '-') {
    context.stdout.write(text);
    return;
  }
  const partial = `${path}.part`;
  try {
    await writeFile(partial, text, isSecret ? { mode: 0o600, flag: 'wx' } : {});
    await rename(partial, path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EEXIST') await rm(partial, { force: true });
    throw new JoineryError('FILE_UNWRITABLE', `${path} (${code}). Choose another path`, { cause: error });
  }
  context.stderr.write(`Wrote ${path}\n`);
}
