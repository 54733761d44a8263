import type { EntityManager } from 'typeorm';
import type { ImportTally } from './import-tally.js';
import type { RowProblem } from './row-problem.js';

/**
 * A published file format and what its rows become in the database of one subgraph. The frame opens the file, finds its
 * day, reads it once, gathers rows into batches and runs all of it in one transaction.
 */
export interface ImportFormat<Row = unknown> {
  /** As it is typed and as it stands in source keys, for example `ods-practices`; known to `provenance.ts`. */
  readonly name: string;
  /** What it is, in one line for the list of formats. */
  readonly summary: string;
  /** The day it speaks for when neither the command nor the file's name says one. Without it such a file is refused. */
  readonly defaultAsOf?: string;
  /** Whether records say for which day they speak, so that neither the command nor the file's name must. */
  readonly recordsAreDated?: true;
  /** The kinds of file that share this format, where rows do not say which they are; found in the file's name. */
  readonly kinds?: readonly string[];
  /** Whether a file that begins with this text, up to 64 KiB without byte order mark, is of this format. */
  recognises(head: string): boolean;
  /**
   * Reads the file's rows in order with flat memory. A row that cannot be taken is told to `verdicts` and not yielded.
   * Throws `FILE_UNREADABLE` where reading cannot go on. `readCsv()` does this for CSV.
   */
  read(file: ImportFile, verdicts: Verdicts): AsyncIterable<Located<Row>>;
  /** Begins to write within the import's transaction. */
  open(job: ImportJob): RowWriter<Row>;
  /**
   * The same format, which also checks each record against the JSON Schema in a file. Only for formats that a schema is
   * published for. Throws `FILE_UNREADABLE` or `CONFIG_INVALID`.
   */
  withSchema?(path: string): Promise<ImportFormat<Row>>;
}

/** A file to import. */
export interface ImportFile {
  readonly path: string;
  /** One of the format's `kinds`; empty for a format without kinds. */
  readonly kind: string;
  /** Called with how many bytes more have been read. */
  readonly onRead: (bytes: number) => void;
  readonly signal: AbortSignal;
}

/** A row and the line it begins on, from 1; for JSON, the number of the record. */
export interface Located<Row> {
  readonly line: number;
  readonly row: Row;
}

/** Takes what is said about rows that are not written. */
export interface Verdicts {
  /** The row is wrong; by default one such row makes the whole file refused. */
  reject(line: number, problem: RowProblem): void;
  /** The row is right but outside of what is kept. */
  leaveOut(reason: string): void;
}

export interface ImportJob {
  readonly manager: EntityManager;
  /** `YYYY-MM-DD`: the day the file speaks for; empty where only its records are dated. */
  readonly asOf: string;
  /** One of the format's `kinds`; empty for a format without kinds. */
  readonly kind: string;
  /** Stored with every record: `file:<format>:<asOf>`. */
  readonly sourceKey: string;
  /** Counts what becomes of each row. */
  readonly tally: ImportTally;
  /** For what only the database can tell, such as a code that is not known. */
  readonly verdicts: Verdicts;
}

/** Writes an import's rows. Each row is counted once in the tally, or told to the verdicts. */
export interface RowWriter<Row> {
  /** Writes up to 2,000 rows, with a number of statements that hardly grows with them. */
  write(rows: readonly Located<Row>[]): Promise<void>;
  /** Does what can be done only after the last row. */
  finish(): Promise<void>;
}
