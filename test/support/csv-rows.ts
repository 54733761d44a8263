import { parse } from 'csv-parse/sync';

/** The records of CSV, the line of column names first, read by a program that is not ours. */
export function csvRows(text: string): string[][] {
  const records: string[][] = parse(text);
  return records;
}
