import type { Cells } from '../../kit/import/cells.js';
import { RowProblem } from '../../kit/import/row-problem.js';
import { GRANT_FIELDS, type GrantField, type GrantSource } from './grant-fields.js';
import { nestedRecord } from './nested-record.js';

/** Without these columns a file holds no grants. */
const REQUIRED: readonly GrantField[] = [
  'id',
  'title',
  'description',
  'currency',
  'amountAwarded',
  'awardDate',
  'fundingOrganization/0/id',
  'fundingOrganization/0/name',
];
const FIELDS = Object.keys(GRANT_FIELDS) as GrantField[];
const NUMBERS: ReadonlySet<GrantField> = new Set(['amountAwarded', 'plannedDates/0/duration']);
/** Names by field; the second item of a list would stand under `Recipient Org:1:Name`. */
const COLUMNS = new Map(FIELDS.map((field) => [field, columnOf(GRANT_FIELDS[field])]));
const SECONDS = FIELDS.filter((field) => field.includes('/0/')).map((field) => GRANT_FIELDS[field].replace(':', ':1:'));

/** The spreadsheet form of the standard: titles in any order and case, and more columns than are kept. */
export const GRANTS_LAYOUT = {
  hasHeader: true,
  columns: REQUIRED.map((field) => COLUMNS.get(field)!),
  nameOf: columnOf,
};

/** A line of a spreadsheet as a record. Throws `RowProblem` when a list in it has a second item. */
export function csvSource(cells: Cells): GrantSource {
  for (const title of SECONDS) {
    const value = cells(columnOf(title));
    if (value !== '') throw new RowProblem(title, value, 'must be empty, because only one can be stored');
  }
  const value = (field: GrantField) => cells(COLUMNS.get(field)!) || undefined;
  return {
    numbers: 'text',
    value,
    nameOf: (field) => GRANT_FIELDS[field as GrantField] ?? field,
    record: () => nestedRecord(FIELDS.map((field) => [field, typed(field, value(field))])),
  };
}

function typed(field: GrantField, text: string | undefined): string | number | undefined {
  return text !== undefined && NUMBERS.has(field) ? Number(text) : text;
}

/** A title without differences of case and space; `Recipient Org:0:Name` is `Recipient Org:Name`. */
function columnOf(title: string): string {
  return title
    .trim()
    .toLowerCase()
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/\s*:\s*/g, ':')
    .replace(':0:', ':');
}
