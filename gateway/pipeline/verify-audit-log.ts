import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { FIRST_HASH, lineHash, partOf } from './audit-log.js';

/** How many entries an audit log has, and the first line that is not as it was written; null for none. */
export interface AuditVerdict {
  readonly entries: number;
  readonly problem: AuditProblem | null;
}

export interface AuditProblem {
  readonly file: string;
  readonly line: number;
  readonly what: string;
}

/** Where a chain stands; null before what is left of it, when files that were over their time have been removed. */
type ChainEnd = { readonly number: number; readonly previous: string } | null;

const BEGINNING: ChainEnd = { number: 0, previous: FIRST_HASH };

/**
 * Checks a file of the audit log, or a folder with all of it: each line, and that each file goes on where the one before
 * it ends. That lines are missing at the end of a chain, or whole files at its beginning, no chain can tell.
 */
export async function verifyAuditLog(path: string): Promise<AuditVerdict> {
  const isFolder = (await stat(path)).isDirectory();
  const chains = isFolder ? chainsOf(path, await readdir(path)) : [[fileAt(path)]];
  let entries = 0;
  for (const files of chains) {
    const verdict = await verifyChain(files);
    entries += verdict.entries;
    if (verdict.problem) return { entries, problem: verdict.problem };
  }
  return { entries, problem: null };
}

interface AuditFile {
  readonly path: string;
  readonly chain: string;
  readonly part: number;
}

function fileAt(path: string): AuditFile {
  return { path, ...(partOf(basename(path)) ?? { chain: path, part: 1 }) };
}

function chainsOf(folder: string, names: readonly string[]): AuditFile[][] {
  const files = names.filter((name) => partOf(name) !== null).map((name) => fileAt(join(folder, name)));
  const chains = Map.groupBy(files, ({ chain }) => chain);
  return [...chains.values()].map((parts) => parts.sort((one, other) => one.part - other.part));
}

async function verifyChain(files: readonly AuditFile[]): Promise<AuditVerdict> {
  let entries = 0;
  let end: ChainEnd = files[0]?.part === 1 ? BEGINNING : null;
  for (const [index, { path, part }] of files.entries()) {
    if (index > 0 && part !== files[index - 1]!.part + 1)
      return { entries, problem: { file: path, line: 1, what: 'the file before it is missing' } };
    const verified = await verifyFile(path, end);
    entries += verified.entries;
    if (verified.problem) return { entries, problem: verified.problem };
    end = verified.end;
  }
  return { entries, problem: null };
}

async function verifyFile(path: string, begin: ChainEnd): Promise<AuditVerdict & { readonly end: ChainEnd }> {
  let entries = 0;
  let end = begin;
  for await (const text of createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Infinity })) {
    const next = nextEnd(text, end);
    if (typeof next === 'string') return { entries, end, problem: { file: path, line: entries + 1, what: next } };
    end = next;
    entries += 1;
  }
  return { entries, end, problem: null };
}

/** Where the chain stands after a line, or what is wrong with it. */
function nextEnd(text: string, end: ChainEnd): Exclude<ChainEnd, null> | string {
  let line: Record<string, unknown>;
  try {
    line = JSON.parse(text) as Record<string, unknown>;
  } catch {
    return 'it is not whole';
  }
  const { hash: own, ...rest } = line;
  const { number, previous } = rest;
  if (typeof number !== 'number' || typeof previous !== 'string') return 'it was changed';
  if (end && (previous !== end.previous || number !== end.number + 1))
    return 'a line before it is missing, was added or was changed';
  if (typeof own !== 'string' || own !== lineHash(previous, rest)) return 'it was changed';
  return { number, previous: own };
}
