/** Every query of the library as a table, also while a partner is down. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import type { Gateway } from '../../gateway/gateway.js';
import { createCountry } from '../../subgraphs/kit/country/country.js';
import { sqliteDatabases } from '../support/databases.js';
import { readLibrary } from '../support/library.js';
import { gatewayTo, startGraph, type StartedGraph } from '../support/start-graph.js';
import { inChromium } from './support/browser.js';
import { flatRows } from './support/flat-rows.js';
import { openStudio, savedAs, type StudioPage } from './support/studio-page.js';

const openUrl = sqliteDatabases();
const library = readLibrary();
const NOBODY = 'http://127.0.0.1:1/graphql';

inChromium((browser) => {
  let graph: StartedGraph;
  let studio: StudioPage;
  beforeAll(async () => {
    graph = await startGraph(openUrl, createCountry({ practices: 200 }), () => new Date('2020-06-01T12:00:00Z'));
  });
  afterAll(() => graph.stop());
  afterEach(() => expect(studio.problems()).toEqual([]));

  describe('with all partners up', () => {
    beforeAll(async () => {
      studio = await openStudio(browser(), graph.url);
    });
    afterAll(() => studio.close());

    test.each(library)('$slug becomes a table and a CSV with the rows of the API', async ({ slug, text }) => {
      const { page, go } = studio;
      await go(`/explore/${slug}`);
      await page.locator('.grid tbody tr').first().waitFor();
      const table = await tableNow();
      const csv = (await savedAs(page, 'CSV')).toString();
      const [heads, ...rows]: string[][] = parse(csv);
      const { data } = await graph.ask(text);
      const plain = heads!.map((head, index) => ({ head, index }));
      // What is withheld reads as `*`, and what could be a formula has an apostrophe; both are tested beside the writers.
      const compared = (row: readonly string[]) => plain.map(({ index }) => row[index]!.replace(/^'(?=[=+\-@])/, ''));
      const expected = flatRows(data, table, heads!);
      expect(
        rows.map(compared).map((row, at) => row.map((cell, i) => (cell === '*' ? expected[at]![i] : cell))),
      ).toEqual(expected);
      expect(rows.length).toBeGreaterThan(0);
    });

    async function tableNow(): Promise<string> {
      const chosen = studio.page.getByLabel('Rows from');
      if ((await chosen.count()) > 0) return chosen.inputValue();
      const response = await fetch(new URL('/data', graph.url));
      const { queries } = (await response.json()) as { queries: { name: string; table: string }[] };
      const name = new URL(studio.page.url()).hash.split('/')[2];
      return queries.find((query) => query.name === name)!.table;
    }

    test('outcomes-by-ethnic-group shows withheld numbers as *, and tells no total over them', async () => {
      const { page, go } = studio;
      await go('/explore/outcomes-by-ethnic-group');
      await page.locator('.grid__suppressed').first().waitFor();
      expect(await page.locator('.grid__suppressed').first().innerText()).toMatch(/^\*/);
      await page.getByLabel('Totals').selectOption('sum');
      await page.locator('tfoot').getByText('not told').first().waitFor();
    });

    test('one-footprint shows members inside one another as rows of their own', async () => {
      const { page, go } = studio;
      await go('/explore/one-footprint');
      await page.getByText(/^[\d,]+ rows$/).waitFor();
      const rows = async () => Number(/[\d,]+/.exec(await page.locator('.table-controls__count').innerText())![0]);
      const before = await rows();
      await page.getByText('Nested data').first().click();
      await page.getByRole('combobox', { name: 'Leaders' }).first().selectOption('explode');
      await page.getByText(new RegExp(`^(?!${before} )[\\d,]+ rows$`)).waitFor();
      expect(await rows()).toBeGreaterThan(before);
    });
  });

  describe('while people are down', () => {
    let gateway: Gateway;
    beforeAll(async () => {
      gateway = gatewayTo({ ...graph.urls, people: NOBODY });
      await gateway.start();
      studio = await openStudio(browser(), gateway.url());
    });
    afterAll(async () => {
      await studio.close();
      await gateway.stop();
    });

    test('footprints-overview names who failed, marks the cells, and shows all the rest', async () => {
      const { page, go } = studio;
      await go('/explore/footprints-overview');
      await page.getByText('Part of the answer is missing: people could not answer all').waitFor();
      await page.locator('.grid__missing').getByText('missing (people)').first().waitFor();
      const csv = (await savedAs(page, 'CSV')).toString();
      expect(csv).toContain('missing (people)');
      expect(csv).toMatch(/ZF01/);
    });
  });
});
