/** What front-end teams and partners see: plans and traces, the graph, and the registry. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { PassThrough } from 'node:stream';
import type { Page } from 'playwright-core';
import { createLocal, type Local } from '../../deploy/local.js';
import { temporaryFolders } from '../support/temporary-folder.js';
import { IN_TIME_MS } from '../support/until.js';
import { inChromium } from './support/browser.js';
import { openStudio, type StudioPage } from './support/studio-page.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const newFolder = temporaryFolders();
const PORTS = ['GATEWAY', 'ORGANISATIONS', 'PEOPLE', 'PROGRAMMES', 'FUNDING', 'REGISTRY'];

let local: Local;

async function startLocal(): Promise<void> {
  const ports = Object.fromEntries(PORTS.map((name) => [`JOINERY_${name}_PORT`, '0']));
  local = await createLocal(
    { ...ports, JOINERY_DATA_DIR: newFolder(), JOINERY_LOG_LEVEL: 'silent' },
    {
      signal: new AbortController().signal,
      stderr: new PassThrough().resume() as unknown as NodeJS.WriteStream,
      country: { practices: 200 },
    },
  );
  await local.start();
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const table = (page: Page, name: string) => page.getByRole('region', { name });

async function signIn({ page, go }: StudioPage, who: string): Promise<void> {
  await go('/publish');
  const signOut = button(page, 'Sign out');
  await signOut.or(page.getByLabel('Token of the registry')).first().waitFor();
  if (await signOut.isVisible()) await signOut.click();
  await button(page, `Sign in as ${who}`).click();
  await table(page, 'Subgraphs').waitFor();
}

inChromium((browser) => {
  let studio: StudioPage;
  beforeAll(async () => {
    await startLocal();
    studio = await openStudio(browser(), local.addresses().gateway);
    studio.page.setDefaultTimeout(IN_TIME_MS);
  });
  afterAll(async () => {
    await studio.close();
    await local.stop();
  });

  test('a saved query shows its plan in words and what each partner took', async () => {
    const { page, go } = studio;
    await go('/explore/footprints-overview');
    await page.getByRole('tab', { name: 'Plan and trace' }).click();
    await page.getByText(/^First .*ask organisations for footprints$/).waitFor();
    await page
      .getByText(/^Then.*ask people for leader.* \(found by odsCode\)/)
      .first()
      .waitFor();
    const took = table(page, 'Requests to subgraphs, by time');
    await took.getByRole('cell', { name: 'NHS Leadership Academy' }).first().waitFor();
    expect(await took.getByRole('cell', { name: 'Answered', exact: true }).count()).toBeGreaterThan(1);
    expect(await table(page, 'Stages in the gateway').getByText('Plan it').count()).toBe(1);
  });

  describe('the graph', () => {
    test('shows partners, entities and joins', async () => {
      const { page, go } = studio;
      await go('/graph');
      await page.locator('.react-flow__node').first().waitFor();
      expect(await page.locator('.react-flow__node').count()).toBe(4);
      const joins = table(page, 'Joins between subgraphs');
      expect(await joins.getByRole('row', { name: /^Footprint .*organisations .*people odsCode leader/ }).count()).toBe(
        1,
      );
    });
    test('is searched by what descriptions and deprecations say', async () => {
      const { page, go } = studio;
      await go('/graph');
      await page.getByRole('searchbox').fill('gssCode2017 deprecated');
      await page.getByRole('link', { name: 'Footprint.gssCode2016' }).click();
      await page.getByRole('heading', { level: 1, name: 'Footprint' }).waitFor();
      const row = table(page, 'Fields').getByRole('row', { name: /^gssCode2016/ });
      expect(await row.textContent()).toMatch(/organisations.*Deprecated: Four of these codes/);
    });
    test('has a page for each partner with health and freshness', async () => {
      const { page, go } = studio;
      await go('/graph/partner/Care%20Quality%20Commission');
      await table(page, 'How their subgraphs answered')
        .getByRole('row', { name: /organisations Answering/ })
        .waitFor();
      await table(page, 'How fresh their data is')
        .getByText(/Footprint \d+/)
        .waitFor();
    });
  });

  describe('publishing', () => {
    test('tells in a check who must act and how', async () => {
      const { page, go } = studio;
      await signIn(studio, 'Care Quality Commission');
      await go('/publish/check');
      await page.getByLabel('Name of the subgraph').fill('inspections');
      await page.getByLabel('Routing URL').fill('http://127.0.0.1:1/graphql');
      await page.getByLabel('Schema', { exact: true }).fill(
        `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires"])
         type Person @key(fields: "id") { id: ID! name: String! @external seen: Boolean @requires(fields: "name") }`,
      );
      await button(page, 'Check').click();
      await page.getByText('It would be refused').waitFor();
      await page
        .getByText(/must act:/)
        .first()
        .waitFor();
      await page
        .getByText(/inspections, line 2/)
        .first()
        .waitFor();
    });
    test('lets one partner ask for a grant and the other approve and revoke it', async () => {
      const { page, go } = studio;
      await go('/publish/grants');
      await page.getByLabel('Type or field').fill('Person.name');
      await page.getByLabel('Why').fill('To write letters <b>soon</b>');
      await button(page, 'Ask').click();
      await table(page, 'Grants')
        .getByRole('row', { name: /Person\.name.*asked.*<b>soon<\/b>/ })
        .waitFor();
      await signIn(studio, 'NHS Leadership Academy');
      await go('/publish/grants');
      await button(page, 'Approve Person.name').click();
      await button(page, 'Revoke Person.name').click();
      await table(page, 'Grants')
        .getByRole('row', { name: /Person\.name.*revoked/ })
        .waitFor();
    });
    test('makes a token that is shown once, and revokes it', async () => {
      const { page, go } = studio;
      await go('/publish/tokens');
      await page.getByLabel('What it is for').fill('pipeline');
      await page.getByLabel('CHECK').check();
      await button(page, 'Make it').click();
      await page.getByText(/^joinery_[0-9a-f]{12}_[\w-]{43}$/).waitFor();
      await button(page, 'Revoke pipeline').click();
      await button(page, 'Revoke pipeline').waitFor({ state: 'detached' });
      expect(await page.getByText(/^joinery_/).count()).toBe(0);
    });
    test('says that there is no data where nobody reported usage', async () => {
      const { page, go } = studio;
      await go('/publish/usage?of=Person.familyName');
      await page
        .getByText(/No data yet|requests in the last 30 days/)
        .first()
        .waitFor();
    });
    test('goes back to an earlier version only once its name was typed', async () => {
      const { page, go } = studio;
      await publishAgain(page);
      await go('/publish/subgraphs/people');
      await page.getByLabel('Changed lines').getByText('+ # Said again').waitFor();
      await button(page, 'Show version 1').click();
      const back = button(page, 'Go back to version 1');
      expect(await back.isDisabled()).toBe(true);
      await page.getByLabel('Type people to confirm').fill('people');
      await back.click();
      await table(page, 'Versions')
        .getByRole('row', { name: /^3 live/ })
        .waitFor();
      await go('/publish/audit');
      await table(page, 'Audit log')
        .getByRole('row', { name: /publishSubgraph people done/ })
        .first()
        .waitFor();
    });
    test('lets an analyst read and do nothing', async () => {
      const { page, go } = studio;
      await signIn(studio, 'Analyst');
      await go('/publish/grants');
      await table(page, 'Grants').waitFor();
      expect(await button(page, 'Ask').count()).toBe(0);
      await go('/publish/tokens');
      await page.getByText('The registry does not show the tokens').waitFor();
    });
  });

  test('no page had an error or asked another server', () => expect(studio.problems()).toEqual([]));

  const PLACES = [
    ['/graph', '.react-flow__node'],
    ['/graph?q=rating', '.kit-facts'],
    ['/graph/type/Organisation', '.kit-facts'],
    ['/graph/partner/NHS%20Improvement', '.kit-facts'],
    ['/publish/subgraphs', '.kit-facts'],
    ['/publish/subgraphs/people', '.publish-diff, .kit-facts'],
    ['/publish/check', '.publish-form'],
    ['/publish/grants', '.kit-facts'],
    ['/publish/history', '.kit-facts'],
    ['/publish/usage', '.publish-form'],
    ['/publish/tokens', '.publish-form'],
    ['/publish/audit', '.kit-facts'],
  ] as const;

  describe.each(['light', 'dark'] as const)('in the %s theme at 360 pixels', (theme) => {
    let narrow: StudioPage;
    beforeAll(async () => {
      narrow = await openStudio(browser(), local.addresses().gateway, { width: 360, height: 740, theme });
      narrow.page.setDefaultTimeout(IN_TIME_MS);
      await signIn(narrow, 'NHS Leadership Academy');
    });
    afterAll(() => narrow.close());

    test.each(PLACES)('%s breaks no rule of WCAG 2.2 AA and needs no sideways scrolling', async (route, sign) => {
      await narrow.go(route);
      await narrow.page.locator(sign).first().waitFor();
      expect(await broken(narrow.page)).toEqual([]);
      const beyond = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
      expect(await narrow.page.evaluate(beyond)).toBe(0);
    });
  });
});

/** A second version of a subgraph, published by whoever is signed in. */
async function publishAgain(page: Page): Promise<void> {
  const sdl = `# Said again\n${readFileSync('schema/people.graphql', 'utf8')}`;
  const query = 'mutation ($input: PublishSubgraphInput!) { publishSubgraph(input: $input) { outcome } }';
  const token = await page.evaluate<string>("sessionStorage.getItem('joinery:registry-token')");
  const response = await fetch(`${local.addresses().registry}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables: { input: { name: 'people', sdl } } }),
  });
  expect(await response.json()).toEqual({ data: { publishSubgraph: { outcome: 'LIVE' } } });
}

/** The rules that a page breaks, and where; evaluated by the debugger, which no policy of the page stops. */
async function broken(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate<string[]>(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }).then(({ violations }) =>
      violations.map(({ id, nodes }) => id + ' ' + nodes.slice(0, 3).map(({ target }) => target.join(' ')).join(', ')))`,
  );
}
