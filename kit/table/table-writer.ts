import type { Row } from './cell.js';
import type { About } from './about.js';

/** Writes a table piece by piece. What it gives is written out in this order: `begin`, `rows` as often as needed, `end`. */
export interface TableWriter<Written extends Piece = Piece> {
  begin(): Written;
  rows(rows: Iterable<Row>): Written;
  end(ending: Ending): Written;
}

export type Piece = string | Uint8Array;

export interface Ending {
  readonly about: About;
  /** A sentence for whoever reads the rows alone, when some are left out; null when all are there. */
  readonly cutOff: string | null;
}
