import { collectGarbageToGoOn } from '../../kit/collect-garbage.js';
import { answerWarnings } from '../../kit/table/answer-warnings.js';
import type { Row } from '../../kit/table/cell.js';
import type { TablePlan } from '../../kit/table/plan-table.js';
import { tableRows, type TableAnswer } from '../../kit/table/table-rows.js';
import type { Shortfall } from './next-page.js';

/** What has been read of a table up to now. */
export interface Tally {
  rows: number;
  /** Whether an answer had errors, so that cells or rows may be missing. */
  hasErrors: boolean;
  /** Why the table ends before its list does: also `full` at the greatest number of rows. */
  shortfall: Shortfall | 'full';
  /** What the gateway has warned of. */
  readonly warnings: Set<string>;
}

export interface BatchOptions {
  readonly rowsMax: number;
  readonly tally: Tally;
}

/** Cells that are written at once. */
const BATCH_CELLS = 1_000;

/**
 * After so many rows garbage is collected. The engine of JavaScript keeps each short text of JSON in a table of its own until
 * it collects everything, and waits with that until there are some 50 MB of them.
 */
const COLLECTED_ROWS = 125_000;

/** The rows of a table in small batches, from page after page; of one page no more than a batch is rows at one time. */
export async function* tableBatches(
  plan: TablePlan,
  pages: AsyncGenerator<TableAnswer, Shortfall>,
  { rowsMax, tally }: BatchOptions,
): AsyncGenerator<readonly Row[], void> {
  const batchRows = Math.ceil(BATCH_CELLS / (plan.columns.length || 1));
  let collectedAt = 0;
  try {
    for (let page = await pages.next(); ; page = await pages.next()) {
      if (page.done) return void (tally.shortfall = page.value);
      if (page.value.errors) tally.hasErrors = true;
      for (const warning of answerWarnings(page.value.extensions)) tally.warnings.add(warning);
      for (const batch of batchesOf(tableRows(plan, page.value), batchRows)) {
        const room = rowsMax - tally.rows;
        const rows = batch.slice(0, room);
        tally.rows += rows.length;
        if (rows.length > 0) yield rows;
        if (tally.rows - collectedAt >= COLLECTED_ROWS) {
          collectedAt = tally.rows;
          collectGarbageToGoOn();
        }
        if (batch.length > room) return void (tally.shortfall = 'full');
      }
    }
  } finally {
    await pages.return(null);
  }
}

function* batchesOf(rows: Iterable<Row>, length: number): Generator<readonly Row[], void> {
  let batch: Row[] = [];
  for (const row of rows) {
    if (batch.length === length) {
      yield batch;
      batch = [];
    }
    batch.push(row);
  }
  yield batch;
}
