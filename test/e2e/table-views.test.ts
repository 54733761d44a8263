/** What is chosen around a table stays, menus close, and nothing is added up twice. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { createCountry } from '../../subgraphs/kit/country/country.js';
import { sqliteDatabases } from '../support/databases.js';
import { startGraph, type StartedGraph } from '../support/start-graph.js';
import { inChromium } from './support/browser.js';
import { openStudio, type StudioPage } from './support/studio-page.js';

const openUrl = sqliteDatabases();
const NARROW = 360;

inChromium((browser) => {
  let graph: StartedGraph;
  let studio: StudioPage;
  beforeAll(async () => {
    graph = await startGraph(openUrl, createCountry({ practices: 100 }), () => new Date('2020-06-01T12:00:00Z'));
  });
  afterAll(() => graph.stop());
  beforeEach(async () => {
    studio = await openStudio(browser(), graph.url, { width: NARROW, height: 740 });
  });
  afterEach(async () => {
    expect(studio.problems()).toEqual([]);
    await studio.close();
  });

  const width = () => studio.page.evaluate<number>('document.documentElement.scrollWidth');

  test('filters, totals and the chart that was chosen stay while another view is shown', async () => {
    const { page, go } = studio;
    await go('/explore/footprints-overview');
    await page.getByText('44 rows', { exact: true }).waitFor();
    await page.locator('summary', { hasText: 'Nested data' }).click();
    expect(await width()).toBeLessThanOrEqual(NARROW);
    await page.getByLabel('Member counts').selectOption('explode');
    await page.getByLabel('Totals').selectOption('sum');
    const totals = page.locator('.grid tfoot');
    await totals.getByText('repeated').first().waitFor();
    await page.getByRole('button', { name: 'Filter columns' }).click();
    await page.getByLabel('Filter odsCode').fill('ZF01');

    await page.getByRole('tab', { name: 'Chart' }).click();
    await page.getByRole('combobox', { name: 'Chart' }).selectOption('line');
    await page.getByRole('tab', { name: 'Table' }).click();
    expect(await page.getByLabel('Filter odsCode').inputValue()).toBe('ZF01');
    expect(await page.getByLabel('Totals').inputValue()).toBe('sum');
    await page.getByRole('tab', { name: 'Chart' }).click();
    expect(await page.getByRole('combobox', { name: 'Chart' }).inputValue()).toBe('line');
  });

  test('menus close on Escape, and on a press beside them', async () => {
    const { page, go } = studio;
    await go('/explore/outcomes-by-ethnic-group');
    await page.locator('.grid__suppressed').first().waitFor();
    expect(await width()).toBeLessThanOrEqual(NARROW);
    const summary = page.getByText('Columns', { exact: true });
    const box = page.getByRole('checkbox', { name: 'participants' });
    await summary.click();
    await box.focus();
    await page.keyboard.press('Escape');
    expect(await box.isVisible()).toBe(false);
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Columns');
    await summary.click();
    await box.waitFor();
    await page.getByLabel('Find').click();
    expect(await box.isVisible()).toBe(false);
  });
});
