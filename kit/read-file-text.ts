import { readFileSync } from 'node:fs';
import { JoineryError } from './errors.js';

/** The text of a file that somebody named. Throws `FILE_UNREADABLE`. */
export function readFileText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new JoineryError('FILE_UNREADABLE', `${file} (${code}). Correct the path`, { cause: error });
  }
}
