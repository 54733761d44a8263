import type { ComposedFile } from '../composition/compose-file.js';
import { problemText } from '../composition/problem.js';
import type { JoineryError } from '../kit/errors.js';

/** Hints and problems for the standard error stream, one a line. */
export function composeNotes(composed: ComposedFile): string {
  const notes =
    composed.kind === 'composed'
      ? composed.hints.map((hint) => `HINT: ${problemText(hint)}`)
      : composed.problems.map(problemText);
  return notes.map((note) => `${note}\n`).join('');
}

/** The answer of `joinery compose --format json`, in the form that rover gives. `error` is null when it composed. */
export function composeReport(composed: ComposedFile, error: JoineryError | null): string {
  const data =
    composed.kind === 'composed'
      ? { success: true, core_schema: composed.sdl, hints: composed.hints }
      : { success: false };
  const details = composed.kind === 'composed' ? {} : { details: { build_errors: composed.problems } };
  const told = error === null ? null : { code: error.code, message: error.message, ...details };
  return `${JSON.stringify({ json_version: 1, data, error: told })}\n`;
}
