import type { Column } from './plan-table.js';

/** Where a table comes from, for people. */
export interface About {
  readonly title: string;
  readonly question: string | null;
  /** The name of the saved query, or of the operation. */
  readonly query: string;
  /** The text of the operation. */
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** RFC 3339. */
  readonly fetchedAt: string;
  readonly rows: number;
  readonly owners: readonly string[];
  readonly columns: readonly ColumnOrigin[];
  readonly warnings: readonly string[];
}

/** Where values come from. What is not known is null. */
export interface Provenance {
  readonly source: string | null;
  /** The day for which they speak. */
  readonly asOf: string | null;
  readonly licence: string | null;
  /** Where the source can be read. */
  readonly url: string | null;
}

/** Who answers for a column. What is not known is null. */
export interface ColumnOrigin extends Provenance {
  readonly name: string;
  readonly type: string;
  /** Where the values come from, `Type.field`. */
  readonly field: string;
  readonly description: string | null;
  /** The subgraphs that have the field. */
  readonly subgraphs: readonly string[];
  readonly owner: string | null;
}

/** What is always to be said of cells that hold no value. */
export const CELL_NOTES: readonly string[] = [
  '* stands for a value that its owner withholds, for example a small number. It is not zero.',
  'missing (name) stands for a value that could not be fetched, because the subgraph of that name failed.',
  'An empty cell is a value that is not there.',
];

/** The field that a column comes from, `Type.field`. */
export function columnField({ parentType, field }: Pick<Column, 'parentType' | 'field'>): string {
  return `${parentType}.${field}`;
}

/** What there is to say of a table, line by line, the columns as a table of its own below. */
export function aboutRows(about: About): readonly (readonly string[])[] {
  const one = (name: string, value: string | null): string[][] => (value === null ? [] : [[name, value]]);
  return [
    ['Title', about.title],
    ...one('Question', about.question),
    ['Query', about.query],
    ['Fetched at', about.fetchedAt],
    ['Rows', String(about.rows)],
    ['Owners', about.owners.join(', ')],
    ...Object.entries(about.variables).map(([name, value]) => [`Variable ${name}`, variableText(value)]),
    ...about.warnings.map((warning) => ['Warning', warning]),
    ...CELL_NOTES.map((note) => ['Note', note]),
    [],
    ['Column', 'Type', 'Field', 'Description', 'Subgraphs', 'Owner', 'Source', 'As of', 'Licence', 'Address'],
    ...about.columns.map((column) => [
      column.name,
      column.type,
      column.field,
      column.description ?? '',
      column.subgraphs.join(', '),
      column.owner ?? '',
      column.source ?? '',
      column.asOf ?? '',
      column.licence ?? '',
      column.url ?? '',
    ]),
    [],
    ...about.text.split('\n').map((line) => [line]),
  ];
}

function variableText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
