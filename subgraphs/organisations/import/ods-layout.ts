import {
  assertNotBefore,
  optionalCode,
  optionalCompactDay,
  optionalText,
  requiredCode,
  requiredText,
  type Cells,
} from '../../kit/import/cells.js';
import { firstCells, type CsvLayout } from '../../kit/import/read-csv.js';
import { RowProblem } from '../../kit/import/row-problem.js';
import type { SeenKeys } from '../../kit/import/seen-keys.js';

/** The 27 columns of the files of the Organisation Data Service, which have no header. Those unnamed are always empty. */
export const ODS_LAYOUT: CsvLayout = {
  hasHeader: false,
  columns: [
    '1 code',
    '2 name',
    '3 national grouping',
    '4 high level health geography',
    '5 address line 1',
    '6 address line 2',
    '7 address line 3',
    '8 address line 4',
    '9 address line 5',
    '10 postcode',
    '11 open date',
    '12 close date',
    '13 status',
    '14 sub-type',
    '15 commissioner',
    '16 join date',
    '17 left date',
    '18 telephone',
    '19',
    '20',
    '21',
    '22 amended flag',
    '23',
    '24 provider or purchaser',
    '25',
    '26 prescribing setting',
    '27',
  ],
};

/** What all files in the layout say of an organisation. */
export interface OdsRow {
  readonly odsCode: string;
  readonly name: string;
  readonly grouping: string | null;
  readonly geography: string | null;
  readonly postcode: string | null;
  readonly openedOn: string | null;
  readonly closedOn: string | null;
}

/** Reads the columns that all files in the layout share. Throws `RowProblem`. */
export function odsRow(cells: Cells, seen: SeenKeys): OdsRow {
  const odsCode = requiredCode(cells, '1 code');
  if (!seen.add(odsCode)) throw new RowProblem('1 code', odsCode, 'must be in the file once, and was in it before');
  const openedOn = optionalCompactDay(cells, '11 open date');
  const closedOn = optionalCompactDay(cells, '12 close date');
  assertNotBefore('12 close date', [openedOn, closedOn], 'the open date');
  return {
    odsCode,
    name: requiredText(cells, '2 name', 200),
    grouping: optionalCode(cells, '3 national grouping'),
    geography: optionalCode(cells, '4 high level health geography'),
    postcode: optionalText(cells, '10 postcode', 10),
    openedOn,
    closedOn,
  };
}

/** Which of the files in the layout begins with this text, judged by its first line. */
export function odsFileOf(head: string): 'practices' | 'trusts' | 'ccgs' | 'authorities' | null {
  const cells = firstCells(head, ODS_LAYOUT);
  if (!cells) return null;
  if (cells('13 status') !== '' || cells('26 prescribing setting') !== '') return 'practices';
  if (/^[RT]|^\w{5}$/.test(cells('1 code'))) return 'trusts';
  if (/^[A-Z]/.test(cells('1 code'))) return 'authorities';
  return /^[CH]$/.test(cells('14 sub-type')) ? 'ccgs' : null;
}
