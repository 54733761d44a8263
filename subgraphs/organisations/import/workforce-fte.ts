import { requiredCode, requiredText, type Cells } from '../../kit/import/cells.js';
import type { ImportFormat, ImportJob, RowWriter } from '../../kit/import/import-format.js';
import { firstCells, readCsv } from '../../kit/import/read-csv.js';
import { RowProblem } from '../../kit/import/row-problem.js';
import { createSeenKeys, type SeenKeys } from '../../kit/import/seen-keys.js';
import { storeNewest } from '../../kit/import/store-newest.js';
import { WorkforceFigure } from '../entities/workforce-figure.js';

const LAYOUT = { hasHeader: true, columns: ['Month', 'Organisation code', 'Staff group', 'FTE'] };

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

type FigureRow = Omit<WorkforceFigure, 'sourceKey'>;

/** Full-time equivalents by month, organisation and staff group. */
export const workforceFte: ImportFormat<FigureRow> = {
  name: 'workforce-fte',
  summary: 'NHS workforce: full-time equivalents by month, organisation and staff group',
  recognises: (head) => firstCells(head, LAYOUT) !== null,
  read(file, verdicts) {
    const seen = createSeenKeys();
    return readCsv(file, verdicts, { ...LAYOUT, parse: (cells) => parseFigure(cells, seen) });
  },
  open: figureWriter,
};

function parseFigure(cells: Cells, seen: SeenKeys): FigureRow {
  const row = {
    organisationCode: requiredCode(cells, 'Organisation code'),
    month: monthOf(cells, 'Month'),
    staffGroup: requiredText(cells, 'Staff group', 60),
    fteHundredths: hundredthsOf(cells, 'FTE'),
  };
  if (seen.add(`${row.organisationCode} ${row.month} ${row.staffGroup}`)) return row;
  const reason = 'must be in the file once for each month and organisation, and was in it before';
  throw new RowProblem('Staff group', row.staffGroup, reason);
}

/** For example `2017-SEP` as the first day of the month. */
function monthOf(cells: Cells, column: string): string {
  const [, year, name = ''] = /^((?:19|20)\d{2})-([A-Z]{3})$/.exec(cells(column)) ?? [];
  const month = MONTHS.indexOf(name) + 1;
  if (month > 0) return `${year}-${String(month).padStart(2, '0')}-01`;
  throw new RowProblem(column, cells(column), 'must be a month such as 2017-SEP');
}

/** Full-time equivalents in hundredths, exactly. */
function hundredthsOf(cells: Cells, column: string): number {
  const [, whole, decimals = ''] = /^(\d{1,7})(?:\.(\d{1,2}))?$/.exec(cells(column)) ?? [];
  if (whole !== undefined) return Number(whole) * 100 + Number(decimals.padEnd(2, '0'));
  throw new RowProblem(column, cells(column), 'must be a number from 0 with at most two decimals');
}

function figureWriter({ manager, sourceKey, tally }: ImportJob): RowWriter<FigureRow> {
  const table = {
    entity: WorkforceFigure,
    primaryKey: ['organisationCode', 'month', 'staffGroup'],
    lookup: 'organisationCode',
  } as const;
  return {
    async write(rows) {
      const figures = rows.map(({ row }) => ({ ...row, sourceKey }));
      for (const outcome of await storeNewest(manager, table, figures)) {
        if (outcome === 'outdated') tally.leaveOut('a newer file is known');
        else tally.count(outcome);
      }
    },
    finish: async () => undefined,
  };
}
