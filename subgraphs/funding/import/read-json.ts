import { open } from 'node:fs/promises';
import { JoineryError } from '../../../kit/errors.js';
import type { ImportFile, Located, Verdicts } from '../../kit/import/import-format.js';
import { readUtf8 } from '../../kit/import/read-utf8.js';
import { RowProblem } from '../../kit/import/row-problem.js';

const HEAD_BYTES = 1_024;
/** A JSON file is read whole, so it must fit into memory several times. */
const BYTES_MAX = 256 * 1024 * 1024;

/**
 * Reads the records of a JSON package, `{"grants": [...]}`, or of a bare list. Throws `FILE_UNREADABLE` when it is no
 * JSON or too large, and `FILE_WRONG_FORMAT` when it is neither.
 */
export async function* readJsonGrants<Row>(
  file: ImportFile,
  verdicts: Verdicts,
  parse: (record: unknown) => Row,
): AsyncGenerator<Located<Row>> {
  const grants = grantsIn(file.path, parsed(file.path, await textOf(file)));
  for (const [index, record] of grants.entries()) {
    const row = rowOf(parse, record, (problem) => verdicts.reject(index + 1, problem));
    if (row !== null) yield { line: index + 1, row };
  }
}

/** Whether the first character of a file, white space aside, is one that JSON of grants begins with. */
export async function beginsLikeJson(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return /^\ufeff?\s*[[{]/.test(buffer.toString('utf8', 0, bytesRead));
  } finally {
    await file.close();
  }
}

function rowOf<Row>(parse: (record: unknown) => Row, record: unknown, reject: (problem: RowProblem) => void) {
  try {
    return parse(record);
  } catch (error) {
    if (!(error instanceof RowProblem)) throw error;
    reject(error);
    return null;
  }
}

async function textOf(file: ImportFile): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of readUtf8(file)) {
    length += chunk.length;
    if (length > BYTES_MAX) {
      throw new JoineryError('FILE_UNREADABLE', `${file.path} is longer than 256 MiB. Import it as CSV`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parsed(path: string, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const { message } = error as SyntaxError;
    const position = Number(/at position (\d+)/.exec(message)?.[1] ?? text.length);
    const line = text.slice(0, position).split('\n').length;
    throw new JoineryError('FILE_UNREADABLE', `${path} is no JSON from line ${line}. Correct it there`, {
      cause: error,
    });
  }
}

function grantsIn(path: string, content: unknown): readonly unknown[] {
  const grants = Array.isArray(content) ? content : (content as { grants?: unknown } | null)?.grants;
  if (Array.isArray(grants)) return grants as unknown[];
  throw new JoineryError('FILE_WRONG_FORMAT', `${path} must be a list of grants, or an object with the list "grants"`);
}
