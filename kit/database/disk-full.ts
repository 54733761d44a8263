import { QueryFailedError } from 'typeorm';
import { JoineryError } from '../errors.js';

/** Runs what writes to a SQLite file. Throws `DISK_FULL` where the file cannot grow. */
export async function withDiskFull<Result>(file: string, write: () => Promise<Result>): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    if (!isFull(error)) throw error;
    const detail = `${file} cannot grow, and nothing of the change was kept. Make room, or set JOINERY_DATA_DIR`;
    throw new JoineryError('DISK_FULL', detail, { cause: error });
  }
}

function isFull(error: unknown): boolean {
  const { code } = (error instanceof QueryFailedError ? error.driverError : error) as NodeJS.ErrnoException;
  return code === 'SQLITE_FULL';
}
