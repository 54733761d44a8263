import type { Database } from '../../../kit/database/database.js';

/** A published file format in which a subgraph's data can be written out. */
export interface ExportFormat {
  /** As it is typed, for example `360giving`. */
  readonly name: string;
  /** What it is, in one line for the list of formats. */
  readonly summary: string;
  /** The file types it can be written as, the usual one first. */
  readonly types: readonly ('json' | 'csv')[];
  /** The file's text in pieces, in a fixed order of records and with flat memory. */
  write(database: Database, options: ExportOptions): AsyncIterable<string>;
}

export interface ExportOptions {
  readonly type: 'json' | 'csv';
  /** Only records of this organisation, for example one funder's grants; an identifier as the format writes it. */
  readonly of: string | null;
  readonly signal: AbortSignal;
}
