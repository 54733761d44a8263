import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import { request as httpRequest } from 'node:http';
import { csvRows } from '../support/csv-rows.js';
import { savedQuery, startArchive, type Archive } from '../support/start-archive.js';

let archive: Archive;
beforeAll(async () => {
  archive = await startArchive({
    titleOf: (number) => (number === 2 ? '=1+1' : `Record ${number}`),
    queries: { broken: savedQuery('{ nothing }'), unread: '{ records { nodes { id } } }' },
    change: (config) => ({ ...config, dedupe: { fetches: true, operations: true } }),
  });
});
afterAll(() => archive.stop());

const csvOf = async (path: string) => csvRows(await (await archive.get(path)).text());

describe('/data/<query>', () => {
  test('gives every row of every page as CSV', async () => {
    const response = await archive.get('/data/records.csv');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="records.csv"');
    expect(response.headers.get('joinery-rows')).toBe('25');
    expect(response.headers.get('joinery-complete')).toBe('true');
    const [head, ...rows] = csvRows(await response.text());
    expect(head).toEqual(['id', 'title', 'number', 'kind', 'tags', 'keeper.name']);
    expect(rows).toHaveLength(25);
    expect(rows[1]).toEqual(['2', "'=1+1", '2', 'MAP', 'old; t2', 'Keeper of 2']);
  });

  test('reads on where the query itself does not', async () => {
    expect((await csvOf('/data/plain.csv')).flat()).toEqual([
      'number',
      ...Array.from({ length: 25 }, (_, i) => `${i + 1}`),
    ]);
  });

  test('gives as many rows as the query wants by a variable', async () => {
    expect(await csvOf('/data/few.csv')).toHaveLength(1 + 3);
    expect(await csvOf('/data/few.csv?first=5')).toHaveLength(1 + 5);
    const { about } = await archive.json('/data/few.json');
    expect(about.warnings).toEqual(['The list goes on. The query asks for no more rows than these.']);
  });

  test('reads a plain list to its end by how many elements it leaves out', async () => {
    expect((await csvOf('/data/numbered.csv')).flat()).toEqual([
      'number',
      ...Array.from({ length: 25 }, (_, i) => `${i + 1}`),
    ]);
  });

  describe('a table of a list inside another', () => {
    const check = (title: string, query: string, rows: number, isComplete: boolean) =>
      test(title, async () => {
        const response = await archive.get(`/data/shelves.csv?${query}`);
        expect(response.headers.get('joinery-complete')).toBe(String(isComplete));
        const [, ...read] = csvRows(await response.text());
        expect(read).toHaveLength(rows + (isComplete ? 0 : 1));
        if (!isComplete) expect(read.at(-1)![0]).toMatch(/^Not all rows: lists inside others go on/);
        const { about } = await archive.json(`/data/shelves.json?${query}`);
        expect(about.warnings.some((text: string) => text.startsWith('Not all rows'))).toBe(!isComplete);
      });

    check('is whole where each fits into a page', 'table=shelves.records&first=25', 2 * 25, true);
    check('says so where one goes on', 'table=shelves.records', 2 * 20, false);
    check('says so where one becomes rows and goes on', 'table=shelves&explode=records', 2 * 20, false);
    check('says so where one is counted and goes on', 'table=shelves&count=records', 2, false);
    check('is whole where one only stands in a cell', 'table=shelves', 2, true);
  });

  test('gives NDJSON', async () => {
    const response = await archive.get('/data/records.ndjson');
    expect(response.headers.get('content-type')).toBe('application/x-ndjson; charset=utf-8');
    const lines = (await response.text()).trimEnd().split('\n');
    expect(lines).toHaveLength(25);
    expect(JSON.parse(lines[1]!)).toEqual({
      id: '2',
      title: '=1+1',
      number: 2,
      kind: 'MAP',
      tags: 'old; t2',
      'keeper.name': 'Keeper of 2',
    });
  });

  test('gives JSON with what there is to say about it', async () => {
    const { columns, rows, cutOff, about } = await archive.json('/data/records.json?first=20');
    expect(columns).toContain('keeper.name');
    expect(rows).toHaveLength(25);
    expect(cutOff).toBeNull();
    expect(about).toMatchObject({
      title: 'Title',
      query: 'records',
      variables: { first: 20 },
      rows: 25,
      owners: ['The Archive', 'people', 'records'],
      warnings: [],
    });
    expect(about.columns[0]).toMatchObject({
      name: 'id',
      field: 'Record.id',
      description: 'Its identifier.',
      subgraphs: ['people', 'records'],
    });
  });

  test('says where columns are from, as their partner says: in JSON, in headers, in the workbook and in the list', async () => {
    const told = { source: 'The keepers – a list', asOf: '2016-12-01', licence: 'OGL-UK-3.0', url: null };
    const response = await archive.get('/data/records.json');
    const { about } = (await response.json()) as { about: { columns: { source: string | null }[] } };
    expect(about.columns.at(-1)).toMatchObject(told);
    expect(about.columns[0]!.source).toBeNull();
    expect(response.headers.get('joinery-source')).toBe('The keepers %E2%80%93 a list');
    expect(response.headers.get('joinery-as-of')).toBe('2016-12-01');
    expect(response.headers.get('joinery-licence')).toBe('OGL-UK-3.0');
    const workbook = unzipSync(new Uint8Array(await (await archive.get('/data/records.xlsx')).arrayBuffer()));
    expect(strFromU8(workbook['xl/worksheets/sheet2.xml']!)).toContain('The keepers – a list');
    const { queries } = await archive.json('/data');
    const records = queries.find((query: { name: string }) => query.name === 'records');
    expect(records.columns.at(-1)).toMatchObject(told);
  });

  test('gives a workbook with a second sheet about it', async () => {
    const response = await archive.get('/data/records.xlsx');
    const files = unzipSync(new Uint8Array(await response.arrayBuffer()));
    expect(strFromU8(files['xl/worksheets/sheet1.xml']!).match(/<row>/g)).toHaveLength(26);
    expect(strFromU8(files['xl/worksheets/sheet2.xml']!)).toMatch(/Question\?.*Keeper|Question\?.*keeper\.name/s);
  });

  test('begins with a byte order mark when asked to', async () => {
    const bytes = new Uint8Array(await (await archive.get('/data/counts.csv?bom=true')).arrayBuffer());
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  });

  test('shows what is suppressed as a star', async () => {
    expect(await csvOf('/data/counts.csv')).toEqual([
      ['group', 'value', 'suppressed'],
      ['a', '*', 'SMALL_NUMBER'],
      ['b', '10', ''],
    ]);
  });

  test('makes rows or numbers of lists inside', async () => {
    const [, first, second] = await csvOf('/data/records.csv?explode=tags');
    expect([first![4], second![4]]).toEqual(['old', 't1']);
    expect((await csvOf('/data/records.csv?count=tags'))[1]![4]).toBe('2');
  });
});

describe('the form of the answer', () => {
  const check = (accept: string, expected: RegExp | number) =>
    test(`follows accept: ${accept}`, async () => {
      const response = await archive.get('/data/counts', { headers: { accept } });
      if (typeof expected === 'number') expect(response.status).toBe(expected);
      else expect(response.headers.get('content-type')).toMatch(expected);
      expect(response.headers.get('vary')).toMatch(/accept/);
      await response.arrayBuffer();
    });

  check('*/*', /^text\/csv/);
  check('text/html,application/xhtml+xml,*/*;q=0.8', /^text\/csv/);
  check('application/json', /^application\/json/);
  check('application/x-ndjson', /^application\/x-ndjson/);
  check('text/csv;q=0.1, application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', /spreadsheetml/);
  check('image/png', 406);
});

describe('an entity tag', () => {
  test('spares a short table that has not changed', async () => {
    const first = await archive.get('/data/counts.csv');
    const tag = first.headers.get('etag')!;
    expect(tag).toMatch(/^W\/"[\w-]{43}"$/);
    const again = await archive.get('/data/counts.csv', { headers: { 'if-none-match': `"x", ${tag}` } });
    expect(again.status).toBe(304);
    expect(again.headers.get('etag')).toBe(tag);
    expect(await again.text()).toBe('');
  });

  test('is the same when only the time has changed, and another for other variables and formats', async () => {
    const paths = ['records.json', 'records.json', 'records.json?first=5', 'records.xlsx'];
    const tags: (string | null)[] = [];
    for (const path of paths) {
      const response = await archive.get(`/data/${path}`);
      tags.push(response.headers.get('etag'));
      await response.arrayBuffer();
    }
    expect(tags[0]).toBe(tags[1]);
    expect(new Set(tags).size).toBe(3);
  });
});

test('HEAD tells what GET would', async () => {
  const get = await archive.get('/data/records.csv');
  const head = await archive.get('/data/records.csv', { method: 'HEAD' });
  for (const name of ['content-type', 'etag', 'content-length', 'joinery-rows'])
    expect(head.headers.get(name)).toBe(get.headers.get(name));
  expect(await head.text()).toBe('');
  await get.text();
});

test('a long table says behind it how many rows it has', async () => {
  const large = await startArchive({ rows: 9_000, titleOf: (number) => `${number} `.repeat(20) });
  try {
    const trailers = await new Promise<NodeJS.Dict<string>>((resolve, reject) => {
      const asked = httpRequest(new URL('/data/records.csv?first=3000', large.gateway.url()), (response) => {
        response.resume();
        response.once('end', () => resolve(response.trailers));
      });
      asked.once('error', reject);
      asked.end();
    });
    expect(trailers).toMatchObject({ 'joinery-rows': '9000', 'joinery-complete': 'true' });
    const head = await large.get('/data/records.csv?first=3000', { method: 'HEAD' });
    expect([head.status, head.headers.get('joinery-rows-max')]).toEqual([200, '2000000']);
  } finally {
    await large.stop();
  }
});

describe('/data', () => {
  test('lists the queries with variables, tables and columns', async () => {
    const { queries } = await archive.json('/data');
    const records = queries.find((query: { name: string }) => query.name === 'records');
    expect(records).toMatchObject({
      title: 'Title',
      question: 'Question?',
      owner: 'The Archive',
      text: expect.stringContaining('query Records'),
      variables: [
        { name: 'first', type: 'Int', default: '10', description: 'How many on a page.', choices: null },
        { name: 'after', type: 'String', default: null, description: 'Start after this cursor.', choices: null },
      ],
      tables: ['records'],
      table: 'records',
    });
    expect(records.columns.at(-1)).toMatchObject({ name: 'keeper.name', type: 'String', subgraphs: ['people'] });
  });

  test('tells which queries cannot be used, and why', async () => {
    const { problems } = await archive.json('/data');
    expect(problems).toEqual([
      { name: 'broken', reason: 'it does not fit the graph: Cannot query field "nothing" on type "Query"' },
      { name: 'unread', reason: 'it does not begin with front matter between two lines # ---' },
    ]);
    expect((await archive.get('/data/broken.csv')).status).toBe(503);
  });
});

test('saved queries run where nothing but trusted documents does', async () => {
  const strict = await startArchive({
    change: (config) => ({ ...config, trustedDocuments: { manifests: [], only: true } }),
  });
  try {
    expect((await strict.get('/data/counts.csv')).status).toBe(200);
    const asked = await strict.get('/graphql?query={counts{group}}', { headers: { accept: 'application/json' } });
    expect(asked.status).toBe(403);
  } finally {
    await strict.stop();
  }
});
