import { cellText, isGap, type Row } from './cell.js';
import type { Column } from './plan-table.js';
import type { TableWriter } from './table-writer.js';

/** Writes one JSON object a line, in UTF-8: https://github.com/ndjson/ndjson-spec. A last line says when rows are left out. */
export function ndjsonWriter(columns: readonly Column[]): TableWriter<string> {
  const toText = rowText(columns);
  return {
    begin: () => '',
    rows(rows) {
      let text = '';
      for (const row of rows) text += `${toText(row)}\n`;
      return text;
    },
    end: ({ cutOff }) => (cutOff === null ? '' : `${JSON.stringify({ cutOff })}\n`),
  };
}

/** Writes one JSON object: `columns`, `rows` as objects, `cutOff`, and `about`. */
export function jsonWriter(columns: readonly Column[]): TableWriter<string> {
  const toText = rowText(columns);
  let isFirst = true;
  return {
    begin: () => `{"columns":${JSON.stringify(columns.map(({ name }) => name))},"rows":[\n`,
    rows(rows) {
      let text = '';
      for (const row of rows) {
        text += isFirst ? toText(row) : `,\n${toText(row)}`;
        isFirst = false;
      }
      return text;
    },
    end: ({ about, cutOff }) => `\n],"cutOff":${JSON.stringify(cutOff)},"about":${JSON.stringify(about)}}\n`,
  };
}

/** Text is put together, so that a column of any name is only a name. */
function rowText(columns: readonly Column[]): (row: Row) => string {
  const keys = columns.map(({ name }) => `${JSON.stringify(name)}:`);
  return (row) => {
    let text = '';
    for (let index = 0; index < keys.length; index++) {
      const cell = row[index] ?? null;
      const value = JSON.stringify(isGap(cell) ? cellText(cell) : cell);
      text += index === 0 ? keys[index]! + value : `,${keys[index]}${value}`;
    }
    return `{${text}}`;
  };
}
