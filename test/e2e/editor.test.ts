/** What an author of queries does: variables as a form, answers in parts, subscriptions, and a stop to both. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { encodeShare } from '../../studio/explore/editor/share-link.js';
import { startNewsroom, type Newsroom } from '../support/start-newsroom.js';
import { startSdlSubgraph, type StartedSdlSubgraph } from '../support/start-sdl-subgraph.js';
import { composeStarted } from '../support/compose-started.js';
import { createGateway, type Gateway } from '../../gateway/gateway.js';
import { readGatewayConfig } from '../../gateway/config.js';
import { until } from '../support/until.js';
import { inChromium } from './support/browser.js';
import { openStudio, type StudioPage } from './support/studio-page.js';

const execute = (page: Page) => page.getByRole('button', { name: /Execute query/ });
const stop = (page: Page) => page.getByRole('button', { name: /Stop query/ });
const cell = (page: Page, name: string) => page.locator('.grid').getByRole('cell', { name, exact: true });

async function writeVariables(page: Page, text: string): Promise<void> {
  await page.locator('.graphiql-editor-tool .monaco-editor').first().click();
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(text);
  // The editor closes brackets by itself.
  await page.keyboard.press('Control+Shift+End');
  await page.keyboard.press('Delete');
}

async function openEditor({ page, go }: StudioPage, query: string, variables = {}): Promise<void> {
  await go(`/explore/editor?share=${encodeShare({ query, variables })}`);
  await page.locator('.graphiql-query-editor .view-line').first().waitFor();
}

inChromium((browser) => {
  describe('answers in parts', () => {
    let newsroom: Newsroom;
    let studio: StudioPage;
    beforeAll(async () => {
      newsroom = await startNewsroom({
        change: (config) => ({ ...config, exposeQueryPlans: true }),
      });
    });
    afterAll(() => newsroom.stop());
    beforeEach(async () => {
      studio = await openStudio(browser(), newsroom.gateway.url());
    });
    afterEach(async () => {
      expect(studio.problems()).toEqual([]);
      await studio.close();
    });

    test('what is deferred joins the table when it comes, and brings the trace', async () => {
      const { page } = studio;
      await openEditor(studio, '{ articles { text ... @defer { slow } } }');
      await execute(page).click();
      await cell(page, 'Two').waitFor();
      await stop(page).waitFor();
      expect(await cell(page, 'late').count()).toBe(0);
      await until(() => newsroom.stars.answering() > 0);
      newsroom.release();
      await cell(page, 'late').first().waitFor();
      await execute(page).waitFor();
      expect(await page.locator('.graphiql-response').textContent()).not.toContain('joineryTrace');
      await page.getByRole('tab', { name: 'Plan and trace' }).click();
      await page.getByText(/^What it took:/).waitFor();
    });

    test('the stop button lets go of a deferred part, and keeps what had come', async () => {
      const { page } = studio;
      await openEditor(studio, '{ articles { text ... @defer { slow } } }');
      await execute(page).click();
      await cell(page, 'Two').waitFor();
      await until(() => newsroom.stars.answering() > 0);
      await stop(page).click();
      await execute(page).waitFor();
      await until(() => newsroom.stars.answering() === 0);
      expect(await cell(page, 'Two').count()).toBe(1);
      expect(await page.locator('.graphiql-response').textContent()).not.toMatch(/abort/i);
      newsroom.release();
    });

    test('a subscription shows each event until it is stopped, and says that it has no trace', async () => {
      const { page } = studio;
      await openEditor(studio, 'subscription { published { text stars } }');
      await execute(page).click();
      for (const [id, text] of [
        ['5', 'Five'],
        ['6', 'Six'],
      ] as const) {
        await until(() => newsroom.published.open() === 1);
        newsroom.published.publish({ id, text });
        await cell(page, text).waitFor();
      }
      await page.getByRole('tab', { name: 'Plan and trace' }).click();
      await page.getByText('Events of a subscription come without plan and trace').waitFor();
      await stop(page).click();
      await until(() => newsroom.published.open() === 0);
      await execute(page).waitFor();
    });
  });

  describe('variables as a form', () => {
    let echo: StartedSdlSubgraph;
    let gateway: Gateway;
    let studio: StudioPage;
    beforeAll(async () => {
      echo = await startSdlSubgraph({
        name: 'echo',
        sdl: `
          scalar Date
          enum Kind { GP_PRACTICE TRUST }
          input Filter { kind: Kind! within: Filter names: [String!] }
          type Query { told(count: Int!, share: Float, is: Boolean, on: Date, kinds: [Kind!], filter: Filter, names: [String!]): String }
        `,
        resolvers: { Query: { told: (_: unknown, given: object) => JSON.stringify(given) } },
      });
      gateway = createGateway(readGatewayConfig({ port: '0' }, {}), { supergraph: composeStarted([echo]) });
      await gateway.start();
    });
    afterAll(async () => {
      await gateway.stop();
      await echo.stop();
    });
    beforeEach(async () => {
      studio = await openStudio(browser(), gateway.url());
    });
    afterEach(async () => {
      expect(studio.problems()).toEqual([]);
      await studio.close();
    });

    const QUERY = `query Told($count: Int!, $share: Float = 0.5, $is: Boolean, $on: Date, $kinds: [Kind!], $filter: Filter, $names: [String!]) {
      told(count: $count, share: $share, is: $is, on: $on, kinds: $kinds, filter: $filter, names: $names) }`;
    const untilJson = (page: Page, expected: object) =>
      until(async () => {
        const tabs = await page.evaluate<string>(`localStorage['graphiql:tabState']`);
        const { variables } = (JSON.parse(tabs) as { tabs: { variables: string }[] }).tabs.at(-1)!;
        return variables === JSON.stringify(expected, null, 2);
      });
    const form = (page: Page) => page.getByRole('form', { name: 'Variables' });

    test('is made from the input types, writes JSON, and runs', async () => {
      const { page } = studio;
      await openEditor(studio, QUERY);
      const fields = form(page);
      await fields.getByLabel('Count (required)').fill('5');
      await fields.getByLabel('Is', { exact: true }).selectOption('Yes');
      await fields.getByLabel('On', { exact: true }).fill('2017-03-31');
      await fields.getByLabel('GP practice').check();
      await fields.getByText('Show fields').click();
      await fields.getByLabel('Kind (required)').selectOption('Trust');
      const names = fields.getByRole('group', { name: 'Names' });
      await names.last().getByRole('button', { name: 'Add an element' }).click();
      await names.last().getByLabel('Element 1', { exact: true }).fill('a');
      await fields.getByLabel('Share is null').check();
      const expected = {
        count: 5,
        is: true,
        on: '2017-03-31',
        kinds: ['GP_PRACTICE'],
        filter: { kind: 'TRUST' },
        names: ['a'],
        share: null,
      };
      await untilJson(page, expected);
      await fields.getByRole('button', { name: 'Run', exact: true }).click();
      await page.getByRole('tab', { name: 'Answer' }).click();
      const answer = await page.getByLabel('Answer as JSON').textContent();
      const { data } = JSON.parse(answer!) as { data: { told: string } };
      expect(JSON.parse(data.told)).toEqual(expected);
    });

    test('follows the JSON, and leaves what it does not know alone', async () => {
      const { page } = studio;
      await openEditor(studio, QUERY, { count: 7, other: 1, names: ['a', 'b'], filter: { kind: 'TRUST' } });
      const fields = form(page);
      expect(await fields.getByLabel('Count (required)').inputValue()).toBe('7');
      expect(await fields.getByLabel('Element 2', { exact: true }).inputValue()).toBe('b');
      expect(await fields.getByLabel('Kind (required)').inputValue()).toBe('TRUST');
      await writeVariables(page, 'no JSON');
      await page.getByText('The variables editor holds no JSON object').waitFor();
      await writeVariables(page, '{ "count": "many", "other": 1 }');
      await fields.getByText('Write a whole number').waitFor();
      await fields.getByLabel('Count (required)').fill('8');
      await untilJson(page, { count: 8, other: 1 });
      await page.locator('.graphiql-editor-tool .monaco-editor').first().click();
      await page.keyboard.press('Control+Z');
      await fields.getByText('Write a whole number').waitFor();
    });

    test('tells null from what is left out, and asks for what must be given', async () => {
      const { page } = studio;
      await openEditor(studio, QUERY);
      const fields = form(page);
      await fields.getByRole('button', { name: 'Run', exact: true }).click();
      await fields.getByText('Must be given').waitFor();
      expect(await page.evaluate('document.activeElement.getAttribute("aria-invalid")')).toBe('true');
      await fields.getByLabel('Count (required)').fill('1');
      await fields.getByLabel('On is null').check();
      expect(await fields.getByLabel('On', { exact: true }).isDisabled()).toBe(true);
      await untilJson(page, { count: 1, on: null });
      await fields.getByLabel('On is null').uncheck();
      await untilJson(page, { count: 1 });
    });
  });
});
