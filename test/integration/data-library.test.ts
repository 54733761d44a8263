/** Every saved query of the library as a table, over the graph that is shipped. */
import { Supergraph } from '@apollo/federation-internals';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'graphql';
import { readFileSync } from 'node:fs';
import { cellText } from '../../kit/table/cell.js';
import { planTable } from '../../kit/table/plan-table.js';
import { readSelection } from '../../kit/table/read-selection.js';
import { tableRows } from '../../kit/table/table-rows.js';
import { harmless } from '../../kit/table/write-csv.js';
import { createCountry } from '../../subgraphs/kit/country/country.js';
import { csvRows } from '../support/csv-rows.js';
import { sqliteDatabases } from '../support/databases.js';
import { hasLibreOffice, sheetsOf } from '../support/libreoffice.js';
import { readLibrary } from '../support/library.js';
import { startGraph, type StartedGraph } from '../support/start-graph.js';

const PRACTICES = 7_800;
const STATEMENTS_PER_PAGE_MAX = 12;
const schema = Supergraph.build(readFileSync('schema/supergraph.graphql', 'utf8'), { supportedFeatures: null })
  .apiSchema()
  .toGraphQLJSSchema();
const library = readLibrary();
const openUrl = sqliteDatabases();
/** Read once, since it is long: the table of all practices as CSV, and how many SQL statements that took. */
let practices: { readonly csv: string; readonly statements: number };
let graph: StartedGraph;

beforeAll(async () => {
  const country = createCountry({ practices: PRACTICES, people: PRACTICES });
  graph = await startGraph(openUrl, country, () => new Date('2020-06-01T12:00:00Z'));
  await graph.ask('{ __typename }');
  const csv = await (await graph.get('/data/practices-by-footprint.csv')).text();
  practices = { csv, statements: graph.statements().length };
});
afterAll(() => graph.stop());

/** The rows that the first answer of a query makes, as text. */
async function rowsOfAnswer(text: string, table: string | null): Promise<string[][]> {
  const fields = readSelection(parse(text), schema);
  const plan = planTable(fields, table === null ? {} : { table })!;
  const answer = await graph.ask(text);
  expect(answer.errors).toBeUndefined();
  const rows = [...tableRows(plan, answer)].map((row) => row.map((cell) => harmless(cellText(cell))));
  return [plan.columns.map(({ name }) => name), ...rows];
}

test.each(library)('/data/$slug.csv begins with the rows of the answer', async ({ slug, text, table }) => {
  const csv = slug === 'practices-by-footprint' ? practices.csv : await (await graph.get(`/data/${slug}.csv`)).text();
  const rows = csvRows(csv);
  const expected = await rowsOfAnswer(text, table);
  expect(expected.length).toBeGreaterThan(1);
  expect(rows.slice(0, expected.length)).toEqual(expected);
});

test('/data lists the library without a problem', async () => {
  const { queries, problems } = (await (await graph.get('/data')).json()) as { queries: unknown[]; problems: unknown };
  expect([queries.length, problems]).toEqual([library.length, []]);
});

describe('/data/practices-by-footprint', () => {
  test('has every practice once, with footprint, region, commissioner and stage', () => {
    const [head, ...rows] = csvRows(practices.csv);
    expect(head).toEqual([
      'odsCode',
      'name',
      'postcode',
      'parent.odsCode',
      'parent.name',
      'region.name',
      'footprints.odsCode',
      'footprints.name',
      'practiceSupport.stage',
      'practiceSupport.startedOn',
      'practiceSupport.completedOn',
    ]);
    expect(rows).toHaveLength(PRACTICES);
    expect(new Set(rows.map(([code]) => code)).size).toBe(PRACTICES);
    for (const column of [1, 3, 5, 6, 8]) expect(rows.filter((row) => row[column] === '')).toEqual([]);
  });

  test('asks the databases a few times for every page of 500', () => {
    const pages = Math.ceil(PRACTICES / 500);
    expect(practices.statements).toBeLessThanOrEqual(pages * STATEMENTS_PER_PAGE_MAX);
  });

  test('is the same table in LibreOffice, as CSV and as a workbook', async () => {
    if (!(await hasLibreOffice()))
      return void process.stderr.write(
        'Skipped: LibreOffice (soffice) is not installed, so no table was opened with it\n',
      );
    const rows = csvRows(practices.csv);
    expect(Object.values(await sheetsOf('practices.csv', practices.csv))).toEqual([rows]);
    const workbook = new Uint8Array(await (await graph.get('/data/practices-by-footprint.xlsx')).arrayBuffer());
    const { data, about } = await sheetsOf('practices.xlsx', workbook);
    expect(data).toEqual(rows);
    expect(about!.slice(0, 3).map((row) => row.slice(0, 2))).toEqual([
      ['Title', 'Practices by footprint'],
      ['Question', expect.stringMatching(/^Every active general practice/)],
      ['Query', 'practices-by-footprint'],
    ]);
  });
});
