/** What an analyst sees when a request comes to nothing between the page and the gateway. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Route } from 'playwright-core';
import { createCountry } from '../../subgraphs/kit/country/country.js';
import { sqliteDatabases } from '../support/databases.js';
import { startGraph, type StartedGraph } from '../support/start-graph.js';
import { inChromium } from './support/browser.js';
import { openStudio, savedAs, type StudioPage } from './support/studio-page.js';

const openUrl = sqliteDatabases();
const GRAPHQL = '**/graphql';
const GRAPHQL_ANSWER = 'application/graphql-response+json';
const BUSY = { errors: [{ message: 'Too many requests are under way', extensions: { code: 'OVERLOADED' } }] };

inChromium((browser) => {
  let graph: StartedGraph;
  let studio: StudioPage;
  beforeAll(async () => {
    graph = await startGraph(openUrl, createCountry({ practices: 100 }), () => new Date('2020-06-01T12:00:00Z'));
  });
  afterAll(() => graph.stop());
  beforeEach(async () => {
    studio = await openStudio(browser(), graph.url);
    await studio.go('/explore/practices-by-footprint?first=20');
    await studio.page.getByText('20 of 100 fetched').waitFor();
  });
  afterEach(async () => {
    // What the browser itself says of a request that came to nothing is no fault of the page.
    expect(studio.problems().filter((problem) => !problem.includes('Failed to load resource'))).toEqual([]);
    await studio.close();
  });

  const answering =
    (status: number, contentType: string, body: string, headers = {}) =>
    (route: Route) =>
      route.fulfill({ status, contentType, body, headers });

  test.each([
    ['nobody answers', (route: Route) => route.abort(), 'The gateway cannot be reached'],
    ['a proxy limits it', answering(429, 'text/plain', 'slow', { 'retry-after': '7' }), 'Try again in 7 seconds'],
    ['a proxy has nobody behind it', answering(502, 'text/html', '<p>Bad gateway'), 'with the status 502'],
    ['the answer is a list', answering(200, 'application/json', '[]'), 'The answer is no GraphQL answer'],
  ])('when %s, it is said in words and the table stays', async (_case, handle, said) => {
    const { page } = studio;
    await page.route(GRAPHQL, handle);
    await page.getByRole('button', { name: 'Run' }).click();
    await page.getByText(said).waitFor();
    await page.getByText('20 rows', { exact: true }).waitFor();
  });

  test('errors that are no list are shown as they are', async () => {
    const { page } = studio;
    await page.route(GRAPHQL, answering(200, 'application/json', '{"errors":"boom"}'));
    await page.getByRole('button', { name: 'Run' }).click();
    await page.getByRole('listitem').getByText('"boom"').waitFor();
    await page.unroute(GRAPHQL);
    await page.getByRole('button', { name: 'Run' }).click();
    await page.getByText('20 rows', { exact: true }).waitFor();
  });

  test('a first page that is refused takes nothing from the table, and a later one keeps what there is', async () => {
    const { page } = studio;
    const refuse = answering(500, GRAPHQL_ANSWER, JSON.stringify(BUSY));
    await page.route(GRAPHQL, refuse);
    await page.getByRole('button', { name: 'Fetch all pages' }).click();
    await page.getByText('Too many requests are under way. 20 rows are kept.').waitFor();
    await page.unroute(GRAPHQL);

    let asked = 0;
    await page.route(GRAPHQL, (route) => (++asked > 2 ? refuse(route) : route.continue()));
    await page.getByRole('button', { name: 'Fetch all pages' }).click();
    await page.getByText('Too many requests are under way. 40 rows are kept.').waitFor();
    await page.getByText('40 rows', { exact: true }).waitFor();
  });

  test('a page for which the gateway has too much to do is asked for again', async () => {
    const { page } = studio;
    const answers = [null, answering(503, GRAPHQL_ANSWER, JSON.stringify(BUSY)), null];
    const refuse = answering(500, GRAPHQL_ANSWER, JSON.stringify(BUSY));
    let asked = 0;
    await page.route(GRAPHQL, (route) => {
      const answer = asked < answers.length ? answers[asked] : refuse;
      asked += 1;
      return answer ? answer(route) : route.continue();
    });
    await page.getByRole('button', { name: 'Fetch all pages' }).click();
    await page.getByText('; the gateway is busy and is asked again in a while').waitFor();
    await page.getByText('Too many requests are under way. 40 rows are kept.').waitFor();
    expect(asked).toBe(4);
  });

  test('a file says that pages, rows and columns are not in it', async () => {
    const { page } = studio;
    await page.getByLabel('Find').fill('ZP00001');
    await page.getByText('10 rows of 20').waitFor();
    await page.getByText('Columns', { exact: true }).click();
    await page.getByRole('checkbox', { name: 'postcode' }).uncheck();
    const { about } = JSON.parse((await savedAs(page, 'JSON')).toString()) as { about: { warnings: string[] } };
    expect(about.warnings).toEqual([
      'Not all rows: the list has more pages, which were not fetched',
      'Only 10 of 20 rows: the others do not pass the filters',
      'Without the columns that were hidden, 1 in all',
    ]);
  });
});
