import { closeSync, openSync, writeSync } from 'node:fs';
import { JoineryError } from '../kit/errors.js';
import type { Rejection } from '../subgraphs/kit/import/run-import.js';

const SHOWN_MAX = 20;

/** Takes rejected rows: all for a file, the first ones for the standard error stream. */
export interface Rejections {
  add(rejection: Rejection): void;
  /** Writes the first rows of the last import to the standard error stream. */
  show(): void;
  close(): void;
}

/** Opens the report of rejected rows at `path`, if there is one. Throws `FILE_UNWRITABLE`. */
export function openRejections(path: string | undefined, stderr: NodeJS.WriteStream): Rejections {
  const file = path === undefined ? undefined : openReport(path);
  let shown: Rejection[] = [];
  let count = 0;
  if (file !== undefined) writeSync(file, 'file,line,column,value,reason\r\n');
  return {
    add(rejection) {
      if (shown.length < SHOWN_MAX) shown.push(rejection);
      count++;
      if (file !== undefined) writeSync(file, csvLine(rejection));
    },
    show() {
      for (const rejection of shown) stderr.write(`${textOf(rejection)}\n`);
      if (count > shown.length) stderr.write(`and ${count - shown.length} more; --report FILE has them all\n`);
      shown = [];
      count = 0;
    },
    close() {
      if (file !== undefined) closeSync(file);
    },
  };
}

function openReport(path: string): number {
  try {
    return openSync(path, 'w');
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
    throw new JoineryError('FILE_UNWRITABLE', `${path} (${reason}). Choose another path`, { cause: error });
  }
}

function textOf({ file, line, column, value, reason }: Rejection): string {
  const place = column === '' ? `row ${JSON.stringify(value)}` : `${column} ${JSON.stringify(value)}`;
  return `${file}:${line}: ${place} ${reason}`;
}

function csvLine({ file, line, column, value, reason }: Rejection): string {
  return `${[file, String(line), column, harmless(value), reason].map(quoted).join(',')}\r\n`;
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

/** Spreadsheets would run a text that begins like a formula; an apostrophe makes them show it. */
function harmless(value: string): string {
  return /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
}
