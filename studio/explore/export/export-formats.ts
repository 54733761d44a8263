import type { About } from '../../../kit/table/about.js';
import type { Row } from '../../../kit/table/cell.js';
import type { Column } from '../../../kit/table/plan-table.js';
import type { Piece, TableWriter } from '../../../kit/table/table-writer.js';
import { csvWriter } from '../../../kit/table/write-csv.js';
import { jsonWriter, ndjsonWriter } from '../../../kit/table/write-json.js';
import { xlsxWriter } from '../../../kit/table/write-xlsx.js';

export interface Exported {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  readonly about: About;
  /** Whether a byte order mark comes before CSV. */
  readonly bom: boolean;
}

export interface ExportFormat {
  readonly title: string;
  readonly suffix: string;
  readonly type: string;
  readonly write: (exported: Exported) => Piece[];
}

/** The forms in which a table can be taken away; the same writers make the files at `/data`. */
export const EXPORTS: readonly ExportFormat[] = [
  {
    title: 'Excel (XLSX)',
    suffix: 'xlsx',
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    write: (exported) => written(xlsxWriter(exported.columns), exported),
  },
  {
    title: 'CSV',
    suffix: 'csv',
    type: 'text/csv;charset=utf-8',
    write: (exported) => written(csvWriter(exported.columns, { bom: exported.bom }), exported),
  },
  {
    title: 'JSON',
    suffix: 'json',
    type: 'application/json',
    write: (exported) => written(jsonWriter(exported.columns), exported),
  },
  {
    title: 'NDJSON',
    suffix: 'ndjson',
    type: 'application/x-ndjson',
    write: (exported) => written(ndjsonWriter(exported.columns), exported),
  },
];

function written(writer: TableWriter, { rows, about }: Exported): Piece[] {
  return [writer.begin(), writer.rows(rows), writer.end({ about, cutOff: null })];
}
