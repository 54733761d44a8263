/** What partners and the operator do on the page Publish, and what texts of the registry do there: nothing. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Local } from '../../deploy/local.js';
import { startLocal } from '../support/start-local.js';
import { inChromium } from './support/browser.js';
import { button, signIn, signInWith, table } from './support/publish-page.js';
import { openStudio, type StudioPage } from './support/studio-page.js';

const OPERATOR = 'operator-token-of-the-tests-0123456789';
const PARTNER = 'NHS Leadership Academy';
const HURT = '<img src=x onerror="globalThis.hurt=true"><script>globalThis.hurt=true</script>';
const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';
const SDL = `${LINK}\n"""${HURT}"""\ntype Query { """${HURT}""" courses: [String!] oldCourses: [String!] }\n`;

inChromium((browser) => {
  let local: Local;
  let studio: StudioPage;
  const folder = mkdtempSync(join(tmpdir(), 'joinery-studio-'));
  beforeAll(async () => {
    local = await startLocal({ JOINERY_REGISTRY_ADMIN_TOKEN: OPERATOR });
    studio = await openStudio(browser(), local.addresses().gateway);
    await signIn(studio, PARTNER);
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await studio.close();
    await local.stop();
  });

  test('a version from a file is checked, and published once its name was typed', async () => {
    const { page, go } = studio;
    const file = join(folder, 'courses.graphql');
    writeFileSync(file, SDL);
    await go('/publish/check');
    await page.getByLabel('Name of the subgraph').fill('courses');
    await page.getByLabel('Routing URL').fill('http://127.0.0.1:1/graphql');
    await page.getByLabel('Schema from a file').setInputFiles(file);
    await page.getByLabel('Note').fill(HURT);
    await button(page, 'Check').click();
    await page.getByText('It would be live').waitFor();
    expect(await page.getByText('Query.courses', { exact: true }).count()).toBe(1);
    const publish = button(page, 'Publish courses');
    expect(await publish.isDisabled()).toBe(true);
    await page.getByLabel('Type courses to confirm').fill('courses');
    await publish.click();
    await page.getByText('It is live').waitFor();
    expect(await publish.count()).toBe(0);
  });

  test('what was checked counts no more when the schema is another', async () => {
    const { page, go } = studio;
    await go('/publish/subgraphs');
    await go('/publish/check');
    await page.getByLabel('Name of the subgraph').fill('courses');
    const schema = page.getByLabel('Schema', { exact: true });
    await schema.fill(`${LINK} type Query { courses: Nothing }`);
    await button(page, 'Check').click();
    await page.getByText('It would wait in quarantine').waitFor();
    await schema.fill(SDL);
    await page.getByText('It would wait in quarantine').waitFor({ state: 'detached' });
    expect(await button(page, 'Publish courses').count()).toBe(0);
  });

  test('texts with script stay text in versions, changed lines and notes', async () => {
    const { page, go } = studio;
    await go('/publish/subgraphs/courses');
    await table(page, 'Versions').getByText(HURT).waitFor();
    await button(page, 'See what that would do').click();
    await page.getByText(/^It would (be taken out|stay)/).waitFor();
    expect(await page.evaluate('globalThis.hurt')).toBeUndefined();
    expect(await page.locator('main img').count()).toBe(0);
  });

  test('a subgraph is taken out of the graph once its name was typed', async () => {
    const { page, go } = studio;
    await go('/publish/subgraphs');
    await page.getByRole('link', { name: 'courses', exact: true }).click();
    await button(page, 'See what that would do').click();
    const isBreaking = page.getByLabel('Who answers for it');
    const typed = page.getByLabel('Type courses to confirm');
    await typed.waitFor();
    if ((await isBreaking.count()) > 0) {
      await isBreaking.fill('A. Person');
      expect(await button(page, 'Take courses out').isDisabled()).toBe(true);
      await page.getByLabel('Why it is right').fill('Nobody asks for it');
    }
    await typed.fill('courses');
    await button(page, 'Take courses out').click();
    await table(page, 'Subgraphs').getByRole('link', { name: 'people' }).waitFor();
    await table(page, 'Subgraphs').getByRole('link', { name: 'courses' }).waitFor({ state: 'detached' });
  });

  test('a grant is offered until a day, and one that was asked for is given until one', async () => {
    const { page, go } = studio;
    await go('/publish/grants');
    await page.getByLabel('Type or field to offer').fill('Person.name');
    await page.getByLabel('To do what with it').selectOption('Receive it with each request');
    await page.getByLabel('To whom').selectOption('Care Quality Commission');
    await page.getByLabel('Last day', { exact: true }).fill('2090-06-30');
    await button(page, 'Offer').click();
    const grants = table(page, 'Grants');
    await grants.getByRole('row', { name: /Person\.name .*approved.*30 Jun 2090/ }).waitFor();

    await signIn(studio, 'Care Quality Commission');
    await go('/publish/grants');
    await page.getByLabel('Type or field', { exact: true }).fill('Person.familyName');
    await page.getByLabel('Why').fill('To write letters');
    await button(page, 'Ask').click();
    await grants.getByRole('row', { name: /Person\.familyName.*asked/ }).waitFor();
    await signIn(studio, PARTNER);
    await go('/publish/grants');
    await page.getByLabel('Last day for Person.familyName').fill('2090-12-31');
    await button(page, 'Approve Person.familyName').click();
    await grants.getByRole('row', { name: /Person\.familyName .*approved.*31 Dec 2090/ }).waitFor();
  });

  test('a webhook is added with a secret that is shown once, and taken away', async () => {
    const { page, go } = studio;
    await go('/publish/webhooks');
    await page.getByLabel('Address').fill('https://example.org/joinery');
    await page.getByLabel('Another supergraph is live').check();
    await button(page, 'Add it').click();
    await page.getByText('shown this once').waitFor();
    await button(page, 'Show https://example.org/joinery').click();
    await page.getByLabel('Type take away to confirm').fill('take away');
    await button(page, 'Take it away').click();
    await page.getByText('Nobody is told of anything yet.').waitFor();
  });

  test('a contract is made, shown, changed and taken away by the operator alone', async () => {
    const { page, go } = studio;
    await go('/publish/contracts');
    await page.getByText('The graph is delivered as a whole only.').waitFor();
    expect(await button(page, 'Make the contract').count()).toBe(0);
    await signInWith(studio, OPERATOR);
    await go('/publish/contracts');
    await page.getByLabel('Name of the contract').fill('public');
    await page.getByLabel('Tags to hide').fill('internal, personal');
    await button(page, 'Make the contract').click();
    const contracts = table(page, 'Contracts');
    await contracts.getByRole('row', { name: /^public everything internal, personal/ }).waitFor();
    await button(page, 'Show public').click();
    await page.getByText('Schema of public').click();
    await page.getByLabel('Schema of public').getByText('schema').first().waitFor();
    await page.getByLabel('Tags to hide').fill('personal');
    await button(page, 'Change it').click();
    await contracts.getByRole('row', { name: /^public everything personal/ }).waitFor();
    await page.getByLabel('Type public to confirm').fill('public');
    await button(page, 'Take public away').click();
    await page.getByText('The graph is delivered as a whole only.').waitFor();
  });

  test('no page had an error or asked another server', () => expect(studio.problems()).toEqual([]));
});
