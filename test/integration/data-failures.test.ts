import { afterEach, beforeAll, afterAll, describe, expect, test } from '@jest/globals';
import { csvRows } from '../support/csv-rows.js';
import { startArchive, type Archive, type Trouble } from '../support/start-archive.js';

const LONG = 'long '.repeat(40);
let archive: Archive;
beforeAll(async () => {
  archive = await startArchive({
    rows: 6_000,
    titleOf: (number) => `${LONG}${number}`,
    change: (config) => ({
      ...config,
      subgraphDefaults: {
        ...config.subgraphDefaults,
        timeoutMs: 5_000,
        retryRatio: 0,
        retryReserve: 0,
        breakerFailures: 0,
      },
    }),
  });
});
afterAll(() => archive.stop());
afterEach(() => void Object.assign(archive.trouble, { people: null, records: null }));

const down: Trouble = (_request, response) => {
  response.writeHead(500).end();
  return true;
};
/** Fails from the nth request on. */
const failingFrom = (nth: number): Trouble => {
  let asked = 0;
  return (request, response) => ++asked >= nth && down(request, response);
};

describe('a partner who fails before the first row was sent', () => {
  test('is told with status 502, its name and what to do', async () => {
    archive.trouble.people = down;
    const response = await archive.get('/data/records.csv');
    expect(response.status).toBe(502);
    expect(await response.text()).toBe(
      'Subgraph people could not answer. With partial=true in the address the rows come nevertheless and what is missing is marked (DOWNSTREAM_SERVICE_ERROR)\r\n',
    );
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  test('is told with status 504 when it is too slow', async () => {
    archive.trouble.people = () => true;
    const response = await archive.get('/data/records.csv?first=1');
    expect([response.status, await response.text()]).toEqual([504, expect.stringMatching(/SUBGRAPH_REQUEST_TIMEOUT/)]);
  });

  test('leaves marks where partial=true asks for the rows', async () => {
    archive.trouble.people = down;
    const response = await archive.get('/data/records.csv?partial=true&first=500');
    const [, ...rows] = csvRows(await response.text());
    expect(rows).toHaveLength(6_000);
    expect(new Set(rows.map((row) => row[5]))).toEqual(new Set(['missing (people)']));
    expect(rows[5_999]![2]).toBe('6000');
  });
});

describe('a partner who fails in the middle', () => {
  test('cuts the connection, so that nobody takes a part for the whole', async () => {
    archive.trouble.records = failingFrom(8);
    const response = await archive.get('/data/records.csv?first=500');
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow();
  });

  test('ends the rows with a line that says so where partial=true asks for them', async () => {
    archive.trouble.records = failingFrom(3);
    const text = await (await archive.get('/data/records.csv?first=500&partial=true')).text();
    const rows = csvRows(text);
    expect(rows.at(-1)![0]).toMatch(/^Cut off after 1001 rows\. The rest could not be fetched$/);
    expect(rows.at(-2)).toEqual(Array.from({ length: 6 }, () => 'missing (records)'));
  });

  test('is refused as a whole while nothing was sent', async () => {
    archive.trouble.records = failingFrom(2);
    expect((await archive.get('/data/records.csv?first=10')).status).toBe(502);
  });
});

test('a list that does not say where it goes on is refused', async () => {
  const response = await archive.get('/data/endless.csv');
  expect([response.status, await response.text()]).toEqual([502, expect.stringMatching(/EXPORT_INCOMPLETE/)]);
});

describe('more rows than may be', () => {
  let capped: Archive;
  beforeAll(async () => {
    capped = await startArchive({
      rows: 30,
      change: (config) => ({ ...config, data: { ...config.data, rowsMax: 12 } }),
    });
  });
  afterAll(() => capped.stop());

  test('are cut off, and a last line, headers and the sheet about say so', async () => {
    const response = await capped.get('/data/records.csv');
    const rows = csvRows(await response.text());
    expect(rows).toHaveLength(1 + 12 + 1);
    expect(rows.at(-1)![0]).toBe('Cut off after 12 rows. There are more');
    expect(response.headers.get('joinery-rows-max')).toBe('12');
    expect(response.headers.get('joinery-complete')).toBe('false');
    const { cutOff, about } = await capped.json('/data/records.json');
    expect([cutOff, about.warnings]).toEqual([rows.at(-1)![0], [rows.at(-1)![0]]]);
  });

  test('are no more when they are just so many', async () => {
    const response = await capped.get('/data/few.csv?first=12');
    expect(response.headers.get('joinery-complete')).toBe('true');
    await response.text();
  });
});
