import { cellText, type Cell } from '../../../kit/table/cell.js';
import { harmless } from '../../../kit/table/write-csv.js';
import type { Grid } from '../table/use-grid.js';

/** Copies the table so that a spreadsheet takes it in as cells, and a letter as a table; says what happened. */
export async function copyTable({ shownColumns: columns, shownRows }: Grid): Promise<string> {
  const rows = shownRows.map((row) => columns.map(({ index }) => row[index] ?? null));
  const lines = [columns.map(({ column }) => column.name), ...rows.map((row) => row.map(plainText))];
  const text = lines.map((cells) => cells.join('\t')).join('\n');
  const html = `<table>${lines.map((cells) => `<tr>${cells.map(htmlCell).join('')}</tr>`).join('')}</table>`;
  try {
    const item = new ClipboardItem({
      'text/plain': new Blob([text], { type: 'text/plain' }),
      'text/html': new Blob([html], { type: 'text/html' }),
    });
    await navigator.clipboard.write([item]);
  } catch {
    return 'The browser did not let the page copy; download CSV instead';
  }
  return `${rows.length.toLocaleString('en-GB')} rows copied`;
}

/** Tabs and line ends would begin another cell. */
function plainText(cell: Cell): string {
  return typeof cell === 'number' ? String(cell) : harmless(cellText(cell).replace(/[\t\r\n]+/g, ' '));
}

function htmlCell(text: string): string {
  return `<td>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</td>`;
}
