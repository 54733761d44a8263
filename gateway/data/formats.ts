import { csvWriter, type CsvOptions } from '../../kit/table/write-csv.js';
import { jsonWriter, ndjsonWriter } from '../../kit/table/write-json.js';
import { xlsxWriter } from '../../kit/table/write-xlsx.js';
import type { Column } from '../../kit/table/plan-table.js';
import type { TableWriter } from '../../kit/table/table-writer.js';
import { readMediaRanges } from '../http/media-range.js';

/** A form in which a table is sent. */
export interface Format {
  readonly name: 'csv' | 'xlsx' | 'ndjson' | 'json';
  readonly contentType: string;
  readonly write: (columns: readonly Column[], options: CsvOptions) => TableWriter;
}

const CSV: Format = { name: 'csv', contentType: 'text/csv; charset=utf-8; header=present', write: csvWriter };
const NDJSON: Format = { name: 'ndjson', contentType: 'application/x-ndjson; charset=utf-8', write: ndjsonWriter };
const JSON_FORMAT: Format = { name: 'json', contentType: 'application/json; charset=utf-8', write: jsonWriter };
const XLSX: Format = {
  name: 'xlsx',
  contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  write: (columns) => xlsxWriter(columns),
};

/** By their names, which are also the ends of paths. */
export const FORMATS: ReadonlyMap<string, Format> = new Map(
  [CSV, XLSX, NDJSON, JSON_FORMAT].map((format) => [format.name, format]),
);

const BY_RANGE: ReadonlyMap<string, Format> = new Map([
  ['*/*', CSV],
  ['text/*', CSV],
  ['text/csv', CSV],
  ['application/*', JSON_FORMAT],
  ['application/json', JSON_FORMAT],
  ['application/x-ndjson', NDJSON],
  ['application/ndjson', NDJSON],
  ['application/jsonl', NDJSON],
  [XLSX.contentType, XLSX],
]);

/** The format that a client likes best by its `Accept` header, CSV for one that takes anything; undefined for none. */
export function acceptedFormat(accept: string | undefined): Format | undefined {
  let best: { readonly format: Format; readonly quality: number } | undefined;
  for (const { name, quality } of readMediaRanges(accept ?? '*/*')) {
    const format = BY_RANGE.get(name);
    if (format && quality > (best?.quality ?? 0)) best = { format, quality };
  }
  return best?.format;
}
