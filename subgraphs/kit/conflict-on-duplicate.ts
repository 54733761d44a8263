import { QueryFailedError } from 'typeorm';
import { refuse } from './errors.js';

const DUPLICATE_CODES = new Set(['SQLITE_CONSTRAINT_PRIMARYKEY', 'SQLITE_CONSTRAINT_UNIQUE', 'ER_DUP_ENTRY']);

/** Runs a write; where a primary key or unique index refuses it, throws `CONFLICT` with `detail` instead. */
export async function conflictOnDuplicate<Result>(detail: string, write: () => Promise<Result>): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    throw isDuplicate(error) ? refuse('CONFLICT', detail) : error;
  }
}

function isDuplicate(error: unknown): boolean {
  if (!(error instanceof QueryFailedError)) return false;
  const { code } = error.driverError as { code?: string };
  return code !== undefined && DUPLICATE_CODES.has(code);
}
