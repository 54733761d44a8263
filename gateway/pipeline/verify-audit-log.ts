import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { FIRST_HASH, lineHash } from './audit-log.js';

/** How many entries a file of the audit log has, and the first line that is not as it was written; null for none. */
export interface AuditVerdict {
  readonly entries: number;
  readonly problem: { readonly line: number; readonly what: string } | null;
}

/** Checks the chain of a file of the audit log. That lines are missing at its end, no chain can tell. */
export async function verifyAuditLog(file: string): Promise<AuditVerdict> {
  let entries = 0;
  let previous = FIRST_HASH;
  for await (const text of createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity })) {
    const what = problemOf(text, { previous, number: entries + 1 });
    if (typeof what === 'string') return { entries, problem: { line: entries + 1, what } };
    previous = what.hash;
    entries += 1;
  }
  return { entries, problem: null };
}

function problemOf(text: string, expected: { previous: string; number: number }): string | { hash: string } {
  let line: Record<string, unknown>;
  try {
    line = JSON.parse(text) as Record<string, unknown>;
  } catch {
    return 'it is not whole';
  }
  const { hash: own, ...rest } = line;
  if (rest['previous'] !== expected.previous || rest['number'] !== expected.number)
    return 'a line before it is missing, was added or was changed';
  if (typeof own !== 'string' || own !== lineHash(expected.previous, rest)) return 'it was changed';
  return { hash: own };
}
