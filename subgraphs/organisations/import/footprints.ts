import { optionalText, requiredCode, requiredText, type Cells } from '../../kit/import/cells.js';
import type { ImportFormat } from '../../kit/import/import-format.js';
import { firstCells, readCsv } from '../../kit/import/read-csv.js';
import { RowProblem } from '../../kit/import/row-problem.js';
import { createSeenKeys, type SeenKeys } from '../../kit/import/seen-keys.js';
import { isDate } from '../../kit/scalars.js';
import type { Footprint } from '../entities/footprint.js';
import { footprintWriter, type FootprintRow } from './footprint-writer.js';

const LAYOUT = {
  hasHeader: true,
  columns: [
    'ods_code',
    'ons_code_2016',
    'ons_code_2017',
    'name_2016',
    'nhse_region_code_2016',
    'lead_2016_03',
    'ods_status_2019_04',
  ],
};

/** Announced in March 2016; only the month is stated. */
const OPENED_ON = '2016-03-01';

/** The 44 footprints as announced in March 2016, with what became of them by April 2019. */
export const footprints: ImportFormat<FootprintRow> = {
  name: 'footprints',
  summary: 'The 44 footprints: codes, names of 2016, regions, published leads, what took over from them',
  defaultAsOf: '2019-04-01',
  recognises: (head) => firstCells(head, LAYOUT) !== null,
  read(file, verdicts) {
    const seen = createSeenKeys();
    return readCsv(file, verdicts, { ...LAYOUT, parse: (cells) => parseFootprint(cells, seen) });
  },
  open: footprintWriter,
};

function parseFootprint(cells: Cells, seen: SeenKeys): FootprintRow {
  const odsCode = requiredCode(cells, 'ods_code');
  if (!seen.add(odsCode)) throw new RowProblem('ods_code', odsCode, 'must be in the file once, and was in it before');
  return {
    odsCode,
    name: requiredText(cells, 'name_2016', 200),
    gssCode2016: optionalGssCode(cells, 'ons_code_2016'),
    gssCode2017: optionalGssCode(cells, 'ons_code_2017'),
    regionCode: requiredCode(cells, 'nhse_region_code_2016'),
    openedOn: OPENED_ON,
    ...endOf(cells, 'ods_status_2019_04'),
    publishedLead: leadOf(cells, 'lead_2016_03'),
    synthetic: false,
  };
}

function optionalGssCode(cells: Cells, column: string): string | null {
  const text = cells(column);
  if (text === '') return null;
  if (!/^[EWSNK]\d{8}$/.test(text)) {
    throw new RowProblem(column, text, 'must be an ONS code: E, W, S, N or K and eight digits');
  }
  return text;
}

/** Some leads were still to be confirmed. */
function leadOf(cells: Cells, column: string): string | null {
  const lead = optionalText(cells, column, 300);
  return lead === 'TBC' ? null : lead;
}

/** `current`, or for example `closed 2018-06-07 -> QHM`. */
function endOf(cells: Cells, column: string): Pick<Footprint, 'closedOn' | 'successorCode'> {
  const text = cells(column).trim();
  if (text === 'current') return { closedOn: null, successorCode: null };
  const [, closedOn, successorCode] = /^closed (\d{4}-\d{2}-\d{2})(?: -> ([A-Z0-9]{1,12}))?$/.exec(text) ?? [];
  const isRight = closedOn !== undefined && isDate(closedOn) && closedOn > OPENED_ON;
  if (isRight) return { closedOn, successorCode: successorCode ?? null };
  throw new RowProblem(column, text, `must be current, or closed and a day after ${OPENED_ON}, then -> and a code`);
}
