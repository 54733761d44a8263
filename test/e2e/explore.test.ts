/** What an analyst does who never wrote GraphQL, on a country of full size. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { existsSync, statSync } from 'node:fs';
import { createCountry } from '../../subgraphs/kit/country/country.js';
import { sqliteDatabases } from '../support/databases.js';
import { readLibrary } from '../support/library.js';
import { startGraph, type StartedGraph } from '../support/start-graph.js';
import { until } from '../support/until.js';
import { inChromium } from './support/browser.js';
import { readXlsx } from './support/read-xlsx.js';
import { downloaded, openStudio, savedAs, type StudioPage } from './support/studio-page.js';

const openUrl = sqliteDatabases();
const PRACTICES = 7_800;
const FIRST_LOAD_BYTES_MAX = 400_000;
const library = new Map(readLibrary().map(({ slug, text }) => [slug, text]));

interface Month {
  readonly month: string;
  readonly reached: number;
  readonly cumulative: number;
  readonly target: number;
}

inChromium((browser) => {
  let graph: StartedGraph;
  let studio: StudioPage;
  beforeAll(async () => {
    graph = await startGraph(openUrl, createCountry({ practices: PRACTICES }), () => new Date('2020-06-01T12:00:00Z'));
  });
  afterAll(() => graph.stop());
  beforeEach(async () => {
    studio = await openStudio(browser(), graph.url);
  });
  afterEach(async () => {
    expect(studio.problems()).toEqual([]);
    await studio.close();
  });

  test('practices reached: from its card to a region, a table, a chart against the target and a workbook', async () => {
    const { page, go } = studio;
    await go('/');
    await page.getByRole('link', { name: 'Practices reached by the general practice programme' }).click();
    const region = page.getByLabel('Region', { exact: true });
    await region.selectOption({ label: 'North of England' });
    await page.getByRole('button', { name: 'Run' }).click();
    await page.waitForURL(/region=Y54/);

    const { data } = await graph.ask(library.get('practices-reached')!, { region: 'Y54' });
    const { byMonth } = (data as { practiceSupport: { byMonth: Month[] } }).practiceSupport;
    const last = byMonth.at(-1)!;
    await page
      .getByRole('cell', { name: last.cumulative.toLocaleString('en-GB'), exact: true })
      .first()
      .waitFor();
    const rows = page.locator('.grid tbody tr:not([aria-hidden])');
    expect(await rows.count()).toBe(byMonth.length);

    await page.getByRole('tab', { name: 'Chart' }).click();
    const chart = page.getByRole('img', { name: /line chart of cumulative, target as a line of dashes by month/ });
    await chart.waitFor();
    const svg = await downloaded(page, () => page.getByRole('button', { name: 'Save as SVG' }).click());
    expect(svg.toString()).toMatch(/stroke-dasharray/);
    const png = await downloaded(page, () => page.getByRole('button', { name: 'Save as PNG' }).click());
    expect(png.subarray(1, 4).toString()).toBe('PNG');

    const sheets = readXlsx(await savedAs(page, 'Excel (XLSX)'));
    expect([...sheets.keys()]).toEqual(['data', 'about']);
    const [head, ...body] = sheets.get('data')!;
    expect(head).toEqual(['month', 'reached', 'cumulative', 'target']);
    expect(body.map(([, ...numbers]) => numbers.map(Number))).toEqual(
      byMonth.map(({ reached, cumulative, target }) => [reached, cumulative, target]),
    );
    const about = sheets.get('about')!;
    expect(about).toContainEqual(['Variable region', 'Y54']);
    expect(about).toContainEqual(['Title', 'Practices reached by the general practice programme']);
  });

  test('an address brings back what was chosen', async () => {
    await studio.go('/explore/practices-reached?region=Y56&asOf=2017-06-30');
    const valueOf = (label: string) => studio.page.getByLabel(label, { exact: true }).inputValue();
    await until(async () => (await valueOf('Region')) === 'Y56' && (await valueOf('As of')) === '2017-06-30');
  });

  test('the page Data asks by the same form, and its address gives what was chosen', async () => {
    const { page, go } = studio;
    await go('/data/practices-reached');
    await page.getByLabel('Region', { exact: true }).selectOption({ label: 'North of England' });
    const asOf = page.getByLabel('As of', { exact: true });
    expect(await asOf.getAttribute('type')).toBe('date');
    await asOf.fill('2017-06-30');
    const address = await page.getByRole('link', { name: 'CSV', exact: true }).getAttribute('href');
    expect(address).toMatch(/practices-reached\.csv\?region=Y54&asOf=2017-06-30$/);
    const { data } = await graph.ask(library.get('practices-reached')!, { region: 'Y54', asOf: '2017-06-30' });
    const { byMonth } = (data as { practiceSupport: { byMonth: Month[] } }).practiceSupport;
    const lines = (await (await fetch(address!)).text()).trim().split('\r\n');
    expect(lines.length).toBe(byMonth.length + 1);
  });

  test('all pages of 7,800 practices are fetched, shown without lag, ordered and filtered', async () => {
    const { page, go } = studio;
    await go('/explore/practices-by-footprint?first=500');
    await page.getByText('500 of 7,800 fetched').waitFor();
    await page.getByRole('button', { name: 'Fetch all pages' }).click();
    await page.getByText('All pages are here.').waitFor({ timeout: 120_000 });
    await page.getByText('7,800 rows', { exact: true }).waitFor();
    // Only what is in sight is in the page.
    expect(await page.locator('.grid tbody tr').count()).toBeLessThan(80);

    await page.getByTitle('odsCode').first().click();
    await page.locator('th[aria-sort="ascending"]').waitFor();
    await page.getByTitle('odsCode').first().click();
    await page.locator('th[aria-sort="descending"]').waitFor();
    await page.getByLabel('Find').fill('zzzz-nothing');
    await page.getByText('0 rows of 7,800').waitFor();
    await page.getByLabel('Find').fill('');

    const csv = (await savedAs(page, 'CSV')).toString();
    const codes = csv
      .trimEnd()
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(',', 1)[0]!);
    expect(new Set(codes).size).toBe(PRACTICES);
    expect(codes).toEqual(codes.toSorted().toReversed());
  });

  test('fetching pages stops when it is told to, and keeps what it has', async () => {
    const { page, go } = studio;
    await go('/explore/practices-by-footprint?first=20');
    await page.getByRole('button', { name: 'Fetch all pages' }).click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText(/^Cancelled; [\d,]+ rows are kept\.$/).waitFor();
    await page.locator('.grid tbody tr').first().waitFor();
  });

  describe('the first load', () => {
    test('is under 400 KB with gzip before the editor arrives', async () => {
      const { page, go } = studio;
      const paths = new Set<string>();
      page.on('response', (response) => {
        const path = new URL(response.url()).pathname;
        if (path === '/' || /^\/studio\/[^/]+$/.test(path)) paths.add(path);
      });
      const startedAt = performance.now();
      await go('/');
      await page.getByRole('link', { name: 'Practices reached by the general practice programme' }).waitFor();
      const usableMs = performance.now() - startedAt;
      await go('/explore/practices-reached');
      await page.locator('.grid tbody tr').first().waitFor();
      const total = [...paths].reduce((sum, path) => sum + gzippedBytes(path), 0);
      process.stderr.write(`The studio is usable after ${Math.round(usableMs)} ms; ${total} bytes with gzip\n`);
      expect(paths.size).toBeGreaterThan(3);
      expect(total).toBeLessThan(FIRST_LOAD_BYTES_MAX);
      expect([...paths].join()).not.toContain('monaco');
    });

    test('without JavaScript says where the graph is', async () => {
      const context = await browser().newContext({ javaScriptEnabled: false });
      const page = await context.newPage();
      await page.goto(new URL('/', graph.url).href);
      expect(await page.locator('noscript').innerText()).toContain('/graphql');
      await context.close();
    });
  });

  test('the editor runs a query, keeps its tabs over a reload, and opens a shared link', async () => {
    const { page, go } = studio;
    await go('/explore/editor');
    await page.locator('.graphiql-query-editor .view-line').first().waitFor();
    await page.getByRole('button', { name: /Execute query/ }).click();
    await page.locator('.grid tbody tr').first().waitFor();
    await page.getByRole('button', { name: 'New tab' }).click();
    const stored = () => page.evaluate<string>('localStorage["graphiql:tabState"] ?? ""');
    // The editor stores its tabs when they have come to rest.
    await until(async () => (await stored()).split('"hash"').length > 2);
    await page.reload();
    await page.locator('.graphiql-tab').nth(1).waitFor();

    await go('/explore/one-career');
    await page.getByRole('link', { name: 'Open in the editor' }).click();
    await page.locator('.graphiql-query-editor').getByText('OneCareer').first().waitFor();
    await page.getByRole('button', { name: /Execute query/ }).click();
    await page.getByRole('tab', { name: 'Table' }).waitFor();
  });
});

function gzippedBytes(path: string): number {
  const file = `dist/studio${path === '/' ? '/index.html' : path}`;
  return statSync(existsSync(`${file}.gz`) ? `${file}.gz` : file).size;
}
