import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { JoineryError } from '../../kit/errors.js';
import { parseSavedQuery, SavedQueryRefused, type SavedQuery } from './saved-query.js';

export interface ReadQueries {
  /** In the order of their names. */
  readonly queries: readonly SavedQuery[];
  readonly problems: readonly QueryProblem[];
}

/** A saved query that cannot be used, and why. */
export interface QueryProblem {
  readonly name: string;
  readonly reason: string;
}

const SUFFIX = '.graphql';
const FILES_MAX = 1_000;
const FILE_BYTES_MAX = 1024 * 1024;

/** Reads the saved queries of a folder; what is none is told, and the others go on. Rejects with `FILE_UNREADABLE`. */
export async function readSavedQueries(folder: string): Promise<ReadQueries> {
  const files = (await readdir(folder).catch(unreadable(folder))).filter((file) => file.endsWith(SUFFIX)).sort();
  const queries: SavedQuery[] = [];
  const problems: QueryProblem[] = [];
  for (const file of files.slice(0, FILES_MAX)) {
    const name = file.slice(0, -SUFFIX.length);
    try {
      queries.push(parseSavedQuery(name, await readText(join(folder, file))));
    } catch (error) {
      problems.push({ name, reason: reasonOf(error) });
    }
  }
  for (const file of files.slice(FILES_MAX))
    problems.push({ name: file.slice(0, -SUFFIX.length), reason: `the folder has more than ${FILES_MAX} files` });
  return { queries, problems };
}

async function readText(file: string): Promise<string> {
  const { size } = await stat(file);
  if (size > FILE_BYTES_MAX) throw new SavedQueryRefused(`it has more than ${FILE_BYTES_MAX} bytes`);
  return readFile(file, 'utf8');
}

function reasonOf(error: unknown): string {
  if (error instanceof SavedQueryRefused) return error.message;
  return `it cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'})`;
}

function unreadable(folder: string) {
  return (error: NodeJS.ErrnoException): never => {
    const reason = error.code ?? error.message;
    throw new JoineryError('FILE_UNREADABLE', `the saved queries in ${folder} (${reason}). Correct the path`, {
      cause: error,
    });
  };
}
