import { aboutRows } from './about.js';
import type { Row } from './cell.js';
import { kindOf, type CellKind } from './cell-kind.js';
import type { Column } from './plan-table.js';
import { cellXml, STYLE, textXml } from './sheet-xml.js';
import type { TableWriter } from './table-writer.js';
import { SHEET_END, sheetHead, sheetPath, workbookParts } from './workbook-xml.js';
import { openZip } from './zip-stream.js';

export interface XlsxOptions {
  /** How many rows a sheet holds, its head included; Excel's limit unless given. More rows go on in another sheet. */
  readonly sheetRows?: number;
}

const SHEET_ROWS = 1_048_576;
const ABOUT_WIDTHS = [24, 60, 30, 60, 24, 24, 24, 14, 24, 40];

/** Writes an Excel workbook: the rows in sheet `data`, then `data 2` and so on, and where they come from in sheet `about`. */
export function xlsxWriter(
  columns: readonly Column[],
  { sheetRows = SHEET_ROWS }: XlsxOptions = {},
): TableWriter<Uint8Array> {
  const kinds = columns.map(kindOf);
  const widths = columns.map(({ name }) => Math.min(40, Math.max(12, name.length + 2)));
  const head = rowXml(columns.map(({ name }) => textXml(name, STYLE.head)).join(''));
  const zip = openZip();
  const sheets: string[] = [];
  let rowsLeft = 0;

  const beginSheet = (name: string) => {
    zip.begin(sheetPath(sheets.length));
    sheets.push(name);
  };
  const beginData = () => {
    if (sheets.length > 0) zip.write(SHEET_END);
    beginSheet(sheets.length === 0 ? 'data' : `data ${sheets.length + 1}`);
    zip.write(sheetHead(widths, true) + head);
    rowsLeft = sheetRows - 1;
  };
  const write = (rows: Iterable<Row>) => {
    for (const row of rows) {
      if (rowsLeft === 0) beginData();
      rowsLeft--;
      zip.write(dataRow(row, kinds));
    }
  };

  return {
    begin() {
      beginData();
      return zip.take();
    },
    rows(rows) {
      write(rows);
      return zip.take();
    },
    end({ about, cutOff }) {
      if (cutOff !== null) write([[cutOff]]);
      zip.write(SHEET_END);
      beginSheet('about');
      zip.write(sheetHead(ABOUT_WIDTHS, false));
      for (const row of aboutRows(about)) zip.write(rowXml(row.map((text) => textXml(text, STYLE.plain)).join('')));
      zip.write(SHEET_END);
      for (const [path, text] of Object.entries(workbookParts(sheets))) {
        zip.begin(path);
        zip.write(text);
      }
      zip.end();
      return zip.take();
    },
  };
}

function dataRow(row: Row, kinds: readonly CellKind[]): string {
  let cells = '';
  for (let index = 0; index < row.length; index++) cells += cellXml(row[index]!, kinds[index]!);
  return rowXml(cells);
}

function rowXml(cells: string): string {
  return `<row>${cells}</row>`;
}
