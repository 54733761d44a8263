/** Every page of the studio by the rules that a program can check, in both themes and on a narrow screen. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { createCountry } from '../../subgraphs/kit/country/country.js';
import { sqliteDatabases } from '../support/databases.js';
import { startGraph, type StartedGraph } from '../support/start-graph.js';
import { brokenRules } from './support/broken-rules.js';
import { encodeShare } from '../../studio/explore/editor/share-link.js';
import { inChromium } from './support/browser.js';
import { keepPicture } from './support/keep-picture.js';
import { openStudio, type StudioPage } from './support/studio-page.js';

const openUrl = sqliteDatabases();

interface Place {
  readonly name: string;
  readonly route: string;
  /** Until the page shows what it is for. */
  readonly ready: (page: Page) => Promise<unknown>;
}

const tab = (name: string, sign: string) => async (page: Page) => {
  await page.getByRole('tab', { name, exact: true }).click();
  await page.locator(sign).first().waitFor();
};

const FORM_QUERY = `query Organisations($first: Int!, $filter: OrganisationFilter, $asOf: Date) {
  organisations(first: $first, filter: $filter) { nodes { odsCode name } }
}`;

const PLACES: readonly Place[] = [
  { name: 'library', route: '/', ready: (page) => page.locator('.library-card').first().waitFor() },
  {
    name: 'table',
    route: '/explore/practices-reached',
    ready: (page) => page.locator('.grid tbody tr').first().waitFor(),
  },
  { name: 'chart', route: '/explore/practices-reached', ready: tab('Chart', '.chart canvas') },
  { name: 'sources', route: '/explore/local-vision-contributions', ready: tab('Sources', '.sources tbody tr') },
  { name: 'answer', route: '/explore/framework', ready: tab('Answer', '.results__raw') },
  {
    name: 'editor',
    route: '/explore/editor',
    ready: (page) => page.locator('.graphiql-query-editor .view-line').first().waitFor(),
  },
  {
    name: 'form',
    route: `/explore/editor?share=${encodeShare({ query: FORM_QUERY, variables: { filter: { kind: 'TRUST' } } })}`,
    ready: async (page) => page.getByRole('form', { name: 'Variables' }).scrollIntoViewIfNeeded(),
  },
  { name: 'graph', route: '/graph', ready: (page) => page.locator('.react-flow__node').first().waitFor() },
  { name: 'publish', route: '/publish', ready: (page) => page.locator('main h1').waitFor() },
  { name: 'data', route: '/data', ready: (page) => page.locator('.copy-line').first().waitFor() },
];

inChromium((browser) => {
  let graph: StartedGraph;
  beforeAll(async () => {
    graph = await startGraph(openUrl, createCountry({ practices: 800 }), () => new Date('2020-06-01T12:00:00Z'));
  });
  afterAll(() => graph.stop());

  describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
    let studio: StudioPage;
    beforeAll(async () => {
      studio = await openStudio(browser(), graph.url, { theme });
    });
    afterAll(() => studio.close());

    test.each(PLACES)('$name breaks no rule of WCAG 2.2 AA', async ({ name, route, ready }) => {
      await show(studio, route, ready);
      expect(await brokenRules(studio.page)).toEqual([]);
      expect(studio.problems()).toEqual([]);
      if (theme === 'light') await keepPicture(studio.page, `${name}-1440`);
    });
  });

  describe('at 360 pixels', () => {
    let studio: StudioPage;
    beforeAll(async () => {
      studio = await openStudio(browser(), graph.url, { width: 360, height: 740 });
    });
    afterAll(() => studio.close());

    test.each(PLACES)('$name needs no sideways scrolling', async ({ name, route, ready }) => {
      await show(studio, route, ready);
      expect(await studio.page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
      await keepPicture(studio.page, `${name}-360`);
    });
  });

  test('everything on the way from a card to a download can be done by keyboard', async () => {
    const { page, go, close } = await openStudio(browser(), graph.url);
    await go('/');
    await page.locator('.library-card').first().waitFor();
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Skip to main content');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('main');
    await page.getByRole('link', { name: 'Outcomes by ethnic group' }).focus();
    await page.keyboard.press('Enter');
    const table = page.getByRole('tab', { name: 'Table' });
    await table.focus();
    await page.keyboard.press('ArrowRight');
    await page.locator('.chart canvas').waitFor();
    await page.keyboard.press('Home');
    expect(await focused(page)).toBe('Table');
    await page.getByText('Download', { exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Excel (XLSX)');
    await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
    await close();
  });
});

async function show({ page, go }: StudioPage, route: string, ready: Place['ready']): Promise<void> {
  await page.goto('about:blank');
  await go(route);
  await ready(page);
}

function focused(page: Page): Promise<string> {
  return page.evaluate('document.activeElement.textContent');
}
