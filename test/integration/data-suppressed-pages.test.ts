/** A table that is read in pages withholds what it would in one, and asks one question. */
import { afterEach, describe, expect, test } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { csvRows } from '../support/csv-rows.js';
import { savedQuery } from '../support/start-archive.js';
import { startProtectedGraph, type ProtectedGraph } from '../support/start-protected-graph.js';
import { temporaryFolders } from '../support/temporary-folder.js';
import { SUPPRESS } from '../security/suppression/surveys.js';

const SDL = `${SUPPRESS}
  type Query {
    groups(first: Int, after: String): GroupConnection
    rows(limit: Int, offset: Int): [Row!]
    trusts(limit: Int, offset: Int): [Trust!]
  }
  type GroupConnection { nodes: [Row!] pageInfo: PageInfo! }
  type PageInfo { hasNextPage: Boolean! endCursor: String }
  type Row { name: String people: Int @suppress broken: String }
  type Trust { name: String staff: Int @suppress(alone: true) }
`;
const SAVED = {
  groups: `query ($first: Int = 2, $after: String) {
    groups(first: $first, after: $after) { nodes { name people } pageInfo { hasNextPage endCursor } } }`,
  broken: `query ($first: Int = 2, $after: String) {
    groups(first: $first, after: $after) { nodes { people broken } pageInfo { hasNextPage endCursor } } }`,
  rows: 'query { rows(limit: 2) { name people } }',
  trusts: 'query { trusts(limit: 2) { name staff } }',
};

const newFolder = temporaryFolders();
const graphs: ProtectedGraph[] = [];
afterEach(async () => {
  await Promise.all(graphs.splice(0).map((graph) => graph.stop()));
});

/** Starts a graph with lists of so many people; gives how to read its tables. */
async function start(people: readonly number[], differencing: 'flag' | 'refuse' = 'refuse') {
  const queries = newFolder();
  for (const [name, text] of Object.entries(SAVED))
    writeFileSync(join(queries, `${name}.graphql`), savedQuery(text, ''));
  const all = people.map((count, place) => ({ name: `g${place}`, people: count, staff: count }));
  const part = (from: unknown, length: unknown) => all.slice(Number(from ?? 0), Number(from ?? 0) + Number(length));
  const graph = await startProtectedGraph({
    subgraphs: {
      one: {
        sdl: SDL,
        fields: {
          'Query.groups': (_parent, { first, after }) => {
            const end = Number(after ?? 0) + Number(first);
            return { nodes: part(after, first), pageInfo: { hasNextPage: end < all.length, endCursor: String(end) } };
          },
          'Query.rows': (_parent, { limit, offset }) => part(offset, limit),
          'Query.trusts': (_parent, { limit, offset }) => part(offset, limit),
          'Row.broken': (row) => {
            if ((row as { name: string }).name === 'g3') throw new Error('No');
            return 'fine';
          },
        },
      },
    },
    folder: newFolder(),
    change: (config) => ({
      ...config,
      data: { ...config.data, queries },
      suppression: { ...config.suppression, differencing },
    }),
  });
  graphs.push(graph);
  return async (path: string) => (await fetch(new URL(path, graph.url))).text();
}

const columnOf = (csv: string) => csvRows(csv).slice(1).map((row) => row[1]); // prettier-ignore

describe('a table of pages', () => {
  test.each(['?first=1', '', '?first=4'])('withholds a column for a small count on any page: %s', async (address) => {
    const read = await start([12, 30, 20, 3]);
    expect(columnOf(await read(`/data/groups.csv${address}`))).toEqual(['*', '*', '*', '*']);
  });

  test('shows a column without small counts', async () => {
    const read = await start([12, 31, 20]);
    expect(columnOf(await read('/data/groups.csv'))).toEqual(['10', '30', '20']);
  });

  test('by offset withholds as by cursor, and asks one question', async () => {
    expect(columnOf(await (await start([12, 30, 3]))('/data/rows.csv'))).toEqual(['*', '*', '*']);
    expect(columnOf(await (await start([12, 30, 40]))('/data/rows.csv'))).toEqual(['10', '30', '40']);
  });

  test('judges rows alone that are no parts of one whole', async () => {
    expect(columnOf(await (await start([12, 30, 3]))('/data/trusts.csv'))).toEqual(['10', '30', '*']);
  });

  test('warns of no difference between its pages', async () => {
    const table = JSON.parse(await (await start([12, 30, 40], 'flag'))('/data/rows.json'));
    expect([table.rows.length, table.about.warnings]).toEqual([3, []]);
  });

  test('says of the right row what is missing', async () => {
    const read = await start([12, 30, 20, 40]);
    const rows = csvRows(await read('/data/broken.csv?partial=true'));
    expect(rows.slice(1).map((row) => row[1])).toEqual(['fine', 'fine', 'fine', expect.stringMatching(/^missing/)]);
  });
});
