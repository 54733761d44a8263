import type { Row } from '../../kit/table/cell.js';
import type { TablePlan } from '../../kit/table/plan-table.js';
import { tableRows, type TableAnswer } from '../../kit/table/table-rows.js';
import type { Shortfall } from './table-pages.js';

/** What has been read of a table up to now. */
export interface Tally {
  rows: number;
  /** Whether an answer had errors, so that cells or rows may be missing. */
  hasErrors: boolean;
  /** Why the table ends before its list does: also `full` at the greatest number of rows. */
  shortfall: Shortfall | 'full';
}

export interface BatchOptions {
  readonly rowsMax: number;
  readonly tally: Tally;
}

/** Rows that are written at once. */
const BATCH_ROWS = 500;

/** The rows of a table in small batches, from page after page; of one page no more than a batch is rows at one time. */
export async function* tableBatches(
  plan: TablePlan,
  pages: AsyncGenerator<TableAnswer, Shortfall>,
  { rowsMax, tally }: BatchOptions,
): AsyncGenerator<readonly Row[], void> {
  try {
    for (let page = await pages.next(); ; page = await pages.next()) {
      if (page.done) return void (tally.shortfall = page.value);
      if (page.value.errors) tally.hasErrors = true;
      for (const batch of batchesOf(tableRows(plan, page.value))) {
        const room = rowsMax - tally.rows;
        const rows = batch.slice(0, room);
        tally.rows += rows.length;
        if (rows.length > 0) yield rows;
        if (batch.length > room) return void (tally.shortfall = 'full');
      }
    }
  } finally {
    await pages.return(null);
  }
}

function* batchesOf(rows: Iterable<Row>): Generator<readonly Row[], void> {
  let batch: Row[] = [];
  for (const row of rows) {
    if (batch.length === BATCH_ROWS) {
      yield batch;
      batch = [];
    }
    batch.push(row);
  }
  yield batch;
}
