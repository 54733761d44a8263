import { JoineryError } from '../kit/errors.js';
import type { ImportResult } from '../subgraphs/kit/import/run-import.js';

/** What became of a file. */
export interface FileReport extends ImportResult {
  readonly file: string;
  readonly format: string;
  /** `YYYY-MM-DD`; null where only the file's records are dated. */
  readonly asOf: string | null;
}

/** The counts of a file for people to read. */
export function asText({ file, format, asOf, outcome, counts }: FileReport): string {
  const { notTakenOver, derived, ...rows } = counts;
  const lines = [
    `${file}: ${format}${asOf ? ` as of ${asOf}` : ''}, ${outcome}`,
    ...Object.entries(rows).map(([name, count]) => line(name, count)),
    ...Object.entries(notTakenOver).map(([reason, count]) => line(`not taken over: ${reason}`, count)),
    ...Object.entries(derived).map(([what, count]) => line(`also changed: ${what}`, count)),
  ];
  return `${lines.join('\n')}\n`;
}

/** The counts of all files for programs to read, and the error that ended the command, if any. */
export function asJson(files: readonly FileReport[], error: unknown): string {
  return `${JSON.stringify({ json_version: 1, data: { files }, error: error === null ? null : safe(error) })}\n`;
}

function safe(error: unknown): { readonly code: string; readonly message: string } {
  if (error instanceof JoineryError) return { code: error.code, message: error.message };
  return { code: 'INTERNAL', message: 'internal error' };
}

function line(name: string, count: number): string {
  return `${count.toLocaleString('en-GB').padStart(12)}  ${name}`;
}
