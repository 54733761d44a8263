/** What front-end teams and partners see: plans and traces, the graph, and the registry. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { Page, Request } from 'playwright-core';
import type { Local } from '../../deploy/local.js';
import { startLocal } from '../support/start-local.js';
import { until } from '../support/until.js';
import { brokenRules } from './support/broken-rules.js';
import { inChromium } from './support/browser.js';
import { postToRegistry, reportUse, type ReportedUse } from './support/post-to-registry.js';
import { button, signIn, table } from './support/publish-page.js';
import { openStudio, type StudioPage } from './support/studio-page.js';

const OPERATOR = 'operator-token-of-the-tests-0123456789';
let local: Local;

inChromium((browser) => {
  let studio: StudioPage;
  beforeAll(async () => {
    local = await startLocal({ JOINERY_REGISTRY_ADMIN_TOKEN: OPERATOR });
    studio = await openStudio(browser(), local.addresses().gateway);
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
    test.each([1440, 360])('labels its joins where they cover nothing, at %i pixels', async (width) => {
      const { page, go } = studio;
      await page.setViewportSize({ width, height: 900 });
      await go('/graph');
      await page.locator('.kit-diagram__label').first().waitFor();
      const covered = `(() => {
        const texts = [...document.querySelectorAll('.kit-diagram__label, .react-flow__node')];
        const boxes = texts.map((element) => element.getBoundingClientRect());
        const overlap = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
        return texts.filter((_, i) => boxes.some((box, j) => i !== j && overlap(boxes[i], box))).map((text) => text.textContent);
      })()`;
      await until(async () => (await page.evaluate<string[]>(covered)).length === 0);
      await page.setViewportSize({ width: 1440, height: 900 });
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
    test('says once why it does not show use and versions to who has not signed in to the registry', async () => {
      const { page, go } = studio;
      await go('/graph?q=footprint');
      const why = page.getByText('Not shown: sign in to the registry to see use by clients.');
      await why.waitFor();
      expect(await why.count()).toBe(1);
      expect(await table(page, 'What was found').getByRole('row').count()).toBeGreaterThan(3);
      await go('/graph/partner/NHS%20Improvement');
      await page.getByText('Not shown: sign in to the registry to see versions of their subgraphs.').waitFor();
      await page.getByRole('link', { name: 'All versions of funding' }).waitFor();
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

  describe('the graph, for who has signed in to the registry', () => {
    beforeAll(async () => {
      const report = (use: ReportedUse) => reportUse(`${local.addresses().registry}/usage`, OPERATOR, use);
      const coordinates = ['Footprint.gssCode2016', 'Footprint.gssCode2017'];
      await report({ coordinates, client: 'map', requests: 1_200 });
      await report({ coordinates: coordinates.slice(0, 1), client: 'board', requests: 34 });
      await signIn(studio, 'NHS Leadership Academy');
    });

    test('shows for all that was found, asked for at once, how much and by whom it is used', async () => {
      const { page, go } = studio;
      const asked: string[] = [];
      const listen = (request: Request) =>
        void (request.url().endsWith('/studio/api/registry') && asked.push(request.postData() ?? ''));
      await go('/graph');
      page.on('request', listen);
      await page.getByRole('searchbox').fill('footprint gss');
      const found = table(page, 'What was found');
      await found
        .getByRole('row', { name: /^Footprint\.gssCode2016 field .*1,234 requests, 2 operations, by map, board / })
        .waitFor();
      page.off('request', listen);
      expect(asked.map((body) => (JSON.parse(body) as { variables: unknown }).variables)).toEqual([
        { coordinates: ['Footprint.gssCode2016', 'Footprint.gssCode2017'], days: 30 },
      ]);
      await page.getByRole('searchbox').fill('publishedLead');
      await found.getByRole('row', { name: /^Footprint\.publishedLead field .*not used/ }).waitFor();
      await page.getByRole('searchbox').fill('Footprint.gssCode2017');
      await page.getByRole('link', { name: 'Who uses Footprint.gssCode2017: 1,200 requests' }).click();
      await page.getByText(/^1,200 requests in the last 30 days/).waitFor();
      await table(page, 'Clients that use it')
        .getByRole('row', { name: /^map 1\.0 1,200/ })
        .waitFor();
    });
    test('lists on the page of a partner the newest versions, refused ones too, with a link to all', async () => {
      const { page, go } = studio;
      await publish(page, { name: 'people', sdl: 'type Query {' });
      await go('/graph/partner/NHS%20Leadership%20Academy');
      const versions = table(page, 'Newest versions of their subgraphs');
      await versions.getByRole('row', { name: /^people 1 live / }).waitFor();
      await versions.getByRole('row', { name: /^people refused: \w+ / }).waitFor();
      await page.getByRole('link', { name: 'All versions of people' }).click();
      await table(page, 'Versions, newest first').waitFor();
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
      await page.getByLabel('Type or field', { exact: true }).fill('Person.name');
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
      await button(page, 'See what version 1 would do').click();
      await page.getByText('It would be live').waitFor();
      const back = button(page, 'Go back to version 1');
      expect(await back.isDisabled()).toBe(true);
      await page.getByLabel('Type people to confirm').fill('people');
      await back.click();
      await page.getByText('It is live').waitFor();
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
      await page.getByText('The registry does not show the grants').waitFor();
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
    ['/graph?q=gssCode2016', 'a[aria-label^="Who uses"]'],
    ['/graph/partner/NHS%20Improvement', '.kit-facts'],
    ['/graph/partner/NHS%20Leadership%20Academy', 'th:has-text("people 3")'],
    ['/publish/subgraphs', '.kit-facts'],
    ['/publish/subgraphs/people', '.publish-diff, .kit-facts'],
    ['/publish/check', '.publish-form'],
    ['/publish/grants', '.kit-facts'],
    ['/publish/history', '.kit-facts'],
    ['/publish/usage', '.publish-form'],
    ['/publish/contracts', '.kit-facts, main p'],
    ['/publish/webhooks', '.publish-form'],
    ['/publish/tokens', '.publish-form'],
    ['/publish/audit', '.kit-facts'],
  ] as const;

  describe.each(['light', 'dark'] as const)('in the %s theme at 360 pixels', (theme) => {
    let narrow: StudioPage;
    beforeAll(async () => {
      narrow = await openStudio(browser(), local.addresses().gateway, { width: 360, height: 740, theme });
      await signIn(narrow, 'NHS Leadership Academy');
    });
    afterAll(() => narrow.close());

    test('what is not shown without the registry is said where it breaks no rule of WCAG 2.2 AA', async () => {
      const stranger = await openStudio(browser(), local.addresses().gateway, { width: 360, height: 740, theme });
      await stranger.go('/graph?q=rating');
      await stranger.page.getByText(/^Not shown/).waitFor();
      expect(await brokenRules(stranger.page)).toEqual([]);
      await stranger.close();
    });
    test.each(PLACES)('%s breaks no rule of WCAG 2.2 AA and needs no sideways scrolling', async (route, sign) => {
      await narrow.go(route);
      await narrow.page.locator(sign).first().waitFor();
      expect(await brokenRules(narrow.page)).toEqual([]);
      const beyond = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
      expect(await narrow.page.evaluate(beyond)).toBe(0);
    });
  });
});

/** A second version of a subgraph, published by whoever is signed in. */
async function publishAgain(page: Page): Promise<void> {
  const sdl = `# Said again\n${readFileSync('schema/people.graphql', 'utf8')}`;
  expect(await publish(page, { name: 'people', sdl })).toEqual({ data: { publishSubgraph: { outcome: 'LIVE' } } });
}

/** What the registry answers when whoever is signed in publishes. */
async function publish(page: Page, input: object): Promise<unknown> {
  const query = 'mutation ($input: PublishSubgraphInput!) { publishSubgraph(input: $input) { outcome } }';
  const token = await page.evaluate<string>("sessionStorage.getItem('joinery:registry-token')");
  return postToRegistry(`${local.addresses().registry}/graphql`, token, { query, variables: { input } });
}
