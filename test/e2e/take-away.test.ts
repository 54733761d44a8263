/** What leaves the page without a file: a table on the clipboard, and on paper. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { createCountry } from '../../subgraphs/kit/country/country.js';
import { sqliteDatabases } from '../support/databases.js';
import { startGraph, type StartedGraph } from '../support/start-graph.js';
import { inChromium } from './support/browser.js';
import { keepPicture } from './support/keep-picture.js';
import { openStudio, type StudioPage } from './support/studio-page.js';

const openUrl = sqliteDatabases();
const PRACTICES = 300;

inChromium((browser) => {
  let graph: StartedGraph;
  let studio: StudioPage;
  beforeAll(async () => {
    graph = await startGraph(openUrl, createCountry({ practices: PRACTICES }), () => new Date('2020-06-01T12:00:00Z'));
  });
  afterAll(() => graph.stop());
  beforeEach(async () => {
    studio = await openStudio(browser(), graph.url, { theme: 'dark' });
    await studio.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await studio.go('/explore/practices-by-footprint?first=500');
    await studio.page.locator('.grid tbody tr').first().waitFor();
  });
  afterEach(async () => {
    expect(studio.problems()).toEqual([]);
    await studio.close();
  });

  test('a copied table is tab-separated text, and a table for letters and spreadsheets', async () => {
    const { page } = studio;
    await page.getByTitle('odsCode').first().click();
    await page.getByText('Download', { exact: true }).click();
    await page.getByRole('button', { name: 'Copy as table' }).click();
    await page.getByText(`${PRACTICES} rows copied`).waitFor();
    const lines = (await copied(page, 'text/plain')).split('\n').map((line) => line.split('\t'));
    const heads = await page.evaluate<string[]>(
      "[...document.querySelectorAll('.grid thead button')].map(({ title }) => title)",
    );
    expect(lines.length).toBe(PRACTICES + 1);
    expect(lines[0]).toEqual(heads);
    const codes = lines.slice(1).map(([code]) => code);
    expect(codes).toEqual(codes.toSorted());
    const html = await copied(page, 'text/html');
    const cells = await page.evaluate<number[]>(
      `[...new DOMParser().parseFromString(${JSON.stringify(html)}, 'text/html').querySelectorAll('tr')].map((row) => row.cells.length)`,
    );
    expect(cells).toEqual(lines.map(() => lines[0]!.length));
  });

  test('a printed table has all its rows, within the paper, in the light theme and without controls', async () => {
    const { page } = studio;
    const pdf = await page.pdf({ format: 'A4' });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');

    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: A4_WIDTH, height: 1_000 });
    await page.evaluate("window.dispatchEvent(new Event('beforeprint'))");
    expect(await page.locator('html').getAttribute('data-theme')).toBe('light');
    expect(await page.locator('.grid tbody tr').count()).toBe(PRACTICES);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(A4_WIDTH);
    for (const control of ['.app-header', '.table-controls', '.kit-tabs', '.export', '.kit-button'])
      expect(await page.locator(control).first().isVisible()).toBe(false);
    expect(await page.evaluate("getComputedStyle(document.querySelector('main a'), '::after').content")).toBe('none');
    await keepPicture(page, 'print');
  });
});

/** In CSS pixels, without the margins. */
const A4_WIDTH = 718;

function copied(page: Page, type: string): Promise<string> {
  return page.evaluate(
    `navigator.clipboard.read().then(([item]) => item.getType('${type}')).then((blob) => blob.text())`,
  );
}
