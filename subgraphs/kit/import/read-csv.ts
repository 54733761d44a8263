import { parse as csvParser, type CsvError, type Info, type Options } from 'csv-parse';
import { parse as parseText } from 'csv-parse/sync';
import { pipeline, Readable } from 'node:stream';
import { JoineryError } from '../../../kit/errors.js';
import type { Cells } from './cells.js';
import type { ImportFile, Located, Verdicts } from './import-format.js';
import { readUtf8 } from './read-utf8.js';
import { RowProblem } from './row-problem.js';

/** The columns of a CSV file: named by its first line in any order, or without such a line and in this order. */
export interface CsvLayout {
  readonly columns: readonly string[];
  readonly hasHeader: boolean;
  /** What a title in the first line is known as, where titles are not always spelt alike; else as it stands. */
  readonly nameOf?: (title: string) => string;
}

export interface CsvFormat<Row> extends CsvLayout {
  /** Makes a row of a line's cells. Throws `RowProblem` when it cannot; gives null when it has told the verdicts itself. */
  readonly parse: (cells: Cells, line: number) => Row | null;
}

/** A line longer than this has a quotation mark that is not closed. */
const LINE_MAX = 1024 * 1024;

const OPTIONS = {
  relax_column_count: true,
  skip_empty_lines: true,
  record_delimiter: ['\r\n', '\n'],
  max_record_size: LINE_MAX,
} satisfies Options;

/** Reads a CSV file as RFC 4180 has it, in UTF-8, with lines ended by LF or CRLF. Throws `FILE_UNREADABLE`. */
export async function* readCsv<Row>(
  file: ImportFile,
  verdicts: Verdicts,
  { parse, ...layout }: CsvFormat<Row>,
): AsyncGenerator<Located<Row>> {
  let table = layout.hasHeader ? null : tableOf(layout.columns, layout);
  for await (const { line, fields } of records(file)) {
    if (table === null) {
      table = tableOf(fields, layout);
      continue;
    }
    const row = rowOf({ fields, table, line, parse, verdicts });
    if (row !== null) yield { line, row };
  }
}

/** Whether a text begins with a line of this layout, and that line's cells; null when it does not. */
export function firstCells(head: string, layout: CsvLayout): Cells | null {
  const { columns, hasHeader } = layout;
  const fields = firstRecord(head);
  const { places } = tableOf(hasHeader ? fields : columns, layout);
  const isThis = hasHeader ? columns.every((column) => places.has(column)) : fields.length === columns.length;
  return isThis ? cellsOf(fields, places) : null;
}

/** Where each column is in a line, and how many there are. */
interface Table {
  readonly places: ReadonlyMap<string, number>;
  readonly width: number;
}

function tableOf(titles: readonly string[], { nameOf = (title) => title.trim() }: CsvLayout): Table {
  return { places: new Map(titles.map((title, index) => [nameOf(title), index])), width: titles.length };
}

/** A column that the file lacks is empty. */
function cellsOf(fields: readonly string[], places: Table['places']): Cells {
  return (column) => fields[places.get(column) ?? -1] ?? '';
}

interface RawRow<Row> {
  readonly fields: readonly string[];
  readonly table: Table;
  readonly line: number;
  readonly parse: CsvFormat<Row>['parse'];
  readonly verdicts: Verdicts;
}

function rowOf<Row>({ fields, table, line, parse, verdicts }: RawRow<Row>): Row | null {
  try {
    if (fields.length !== table.width) {
      throw new RowProblem('', fields.join(','), `must have ${table.width} columns, and has ${fields.length}`);
    }
    return parse(cellsOf(fields, table.places), line);
  } catch (error) {
    if (!(error instanceof RowProblem)) throw error;
    verdicts.reject(line, error);
    return null;
  }
}

interface CsvRecord {
  readonly line: number;
  readonly fields: readonly string[];
}

async function* records(file: ImportFile): AsyncGenerator<CsvRecord> {
  const lines = countLines();
  const options: Options<CsvRecord, string[]> = { ...OPTIONS, on_record: (...record) => lines.place(...record) };
  // The parser's types know records other than arrays only with named columns.
  const parser = csvParser(options as unknown as Options);
  pipeline(Readable.from(readUtf8(file)), parser, () => undefined);
  try {
    yield* parser as AsyncIterable<CsvRecord>;
  } catch (error) {
    if (!isCsvError(error)) throw error;
    throw broken(file.path, error.code === 'CSV_QUOTE_NOT_CLOSED' ? lines.next() : Number(error['lines']), error);
  }
}

/** Finds the line on which each record begins. The parser's own count goes wrong where a text has several lines. */
function countLines() {
  let end = 0;
  let before = { lines: 0, empty: 0 };
  return {
    place(fields: readonly string[], info: Pick<Info, 'lines' | 'empty_lines'>): CsvRecord {
      const empty = info.empty_lines - before.empty;
      const line = end + 1 + empty;
      const isOneLine = info.lines - before.lines === 1 + empty;
      end = isOneLine ? line : line + fields.join().split('\n').length - 1;
      before = { lines: info.lines, empty: info.empty_lines };
      return { line, fields };
    },
    next: () => end + 1,
  };
}

function firstRecord(head: string): readonly string[] {
  const end = head.indexOf('\n');
  try {
    return parseText(end === -1 ? head : head.slice(0, end + 1), OPTIONS)[0] ?? [];
  } catch {
    return [];
  }
}

function isCsvError(error: unknown): error is CsvError {
  return error instanceof Error && 'code' in error && /^(CSV_|INVALID_OPENING_QUOTE)/.test(String(error.code));
}

function broken(path: string, line: number, error: CsvError): JoineryError {
  const advice = 'Put texts with quotation marks between quotation marks, and double those inside';
  return new JoineryError('FILE_UNREADABLE', `${path} is no CSV from line ${line} (${error.code}). ${advice}`, {
    cause: error,
  });
}
