/** Signing in to ask the graph: with the issuer of this machine, and with one that is elsewhere. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import type { Page } from 'playwright-core';
import { createIssuer } from '../../deploy/identity/issuer.js';
import type { Local } from '../../deploy/local.js';
import { SAMPLE_PEOPLE } from '../../deploy/sample-people.js';
import { createHttpServer, type HttpServer } from '../../kit/http/http-server.js';
import { encodeShare } from '../../studio/explore/editor/share-link.js';
import { startLocal } from '../support/start-local.js';
import { startProtectedGraph, type ProtectedGraph } from '../support/start-protected-graph.js';
import { PERSONAL_FIELD } from '../support/start-with-issuer.js';
import { temporaryFolders } from '../support/temporary-folder.js';
import { brokenRules } from './support/broken-rules.js';
import { inChromium } from './support/browser.js';
import { openStudio, type StudioPage } from './support/studio-page.js';

const newFolder = temporaryFolders();
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const editor = (query: string) => `/explore/editor?share=${encodeShare({ query, variables: {} })}`;
const stored = (page: Page) => page.evaluate('JSON.stringify([{ ...sessionStorage }, { ...localStorage }])');

/** Runs the query in the editor, and gives what the view Answer shows once it has what is expected. */
async function answerIn(page: Page, expected: RegExp): Promise<string> {
  await page.locator('.graphiql-query-editor .view-line').first().waitFor();
  await page.getByRole('button', { name: /^Execute query/ }).click();
  await page.getByRole('tab', { name: 'Answer', exact: true }).click();
  const answer = page.locator('.results__raw', { hasText: expected });
  await answer.waitFor();
  return (await answer.textContent())!;
}

async function becomes(page: Page, person: string): Promise<void> {
  await button(page, 'Sign in to the graph').click();
  await button(page, `Sign in as ${person}`).click();
  await page.locator('.identity-menu summary').getByText(person).waitFor();
}

inChromium((browser) => {
  describe('with the issuer of this machine', () => {
    const QUERY = '{ people(first: 3) { nodes { name givenName } } }';
    let local: Local;
    let studio: StudioPage;
    beforeAll(async () => {
      local = await startLocal();
    });
    afterAll(() => local.stop());
    beforeEach(async () => {
      studio = await openStudio(browser(), local.addresses().gateway);
    });
    afterEach(async () => {
      expect(studio.problems()).toEqual([]);
      await studio.close();
    });

    test('who signs in sees in the editor what nobody sees before and after', async () => {
      const { page, go } = studio;
      await go(editor(QUERY));
      await answerIn(page, /"people": null[\s\S]*UNAUTHORIZED_FIELD_OR_TYPE/);
      await becomes(page, 'Reader of personal data');
      expect(page.url()).toContain('#/explore/editor?share=');
      const answer = await answerIn(page, /"givenName": "\w+/);
      expect(answer).not.toContain('UNAUTHORIZED');
      await page.locator('.identity-menu summary').click();
      await page.getByText(/^Signed in as Reader of personal data until \d\d:\d\d\.$/).waitFor();
      await page.getByRole('listitem').getByText('people:read-personal', { exact: true }).waitFor();
      await button(page, 'Sign out of the graph').click();
      await button(page, 'Sign in to the graph').waitFor();
      await answerIn(page, /"people": null/);
      expect(await stored(page)).not.toMatch(/eyJ/);
    });

    test('no token and no code stays in an address, and what is sent for it goes nowhere else', async () => {
      const { page, go } = studio;
      const urls: string[] = [];
      page.on('framenavigated', (frame) => urls.push(frame.url()));
      page.on('request', (request) => urls.push(request.url()));
      await go('/graph');
      await becomes(page, 'Analyst');
      expect(page.url()).toMatch(/^http:\/\/[^?]+\/#\/graph$/);
      expect(urls.filter((url) => /eyJ|token=/.test(url))).toEqual([]);
      await page.goBack();
      await page.goForward();
      expect(page.url()).not.toMatch(/code=/);
      const [session, local] = JSON.parse((await stored(page)) as string) as Record<string, string>[];
      expect(Object.keys(session!)).toContain('joinery:session');
      expect(JSON.stringify(local)).not.toMatch(/eyJ/);
    });

    test('every page asks the gateway with the token, and nothing else gets it', async () => {
      const { page, go } = studio;
      await go('/explore');
      await becomes(page, 'Analyst');
      const asked = new Map<string, string | undefined>();
      page.on('request', (request) => {
        const { pathname } = new URL(request.url());
        asked.set(
          /^\/studio\/[^/]+$/.test(pathname) ? 'files' : pathname,
          request.headers()['authorization']?.slice(0, 10),
        );
      });
      await go('/explore/practices-reached');
      await page.locator('.grid tbody tr').first().waitFor();
      await go('/graph');
      await page.locator('.react-flow__node').first().waitFor();
      await go('/publish');
      await button(page, 'Sign in as Analyst').click();
      await page.getByRole('region', { name: 'Subgraphs' }).waitFor();
      await page.reload();
      await page.getByRole('region', { name: 'Subgraphs' }).waitFor();
      const token = 'Bearer eyJ';
      expect(Object.fromEntries(asked)).toMatchObject({
        '/graphql': token,
        '/data': token,
        '/studio/api/graph': token,
        '/studio/api/registry': 'Bearer joi',
      });
      for (const other of ['/', 'files', '/studio/api/sign-in']) expect(asked.get(other)).toBeUndefined();
      expect([...asked.keys()]).toEqual(expect.arrayContaining(['/', 'files', '/studio/api/sign-in']));
    });

    test('the chooser breaks no rule of WCAG 2.2 AA, can be used by keyboard and at 360 pixels', async () => {
      const { page, go } = studio;
      await go('/explore');
      await button(page, 'Sign in to the graph').click();
      await page.getByRole('heading', { level: 1, name: 'Who do you want to be?' }).waitFor();
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        expect(await brokenRules(page)).toEqual([]);
      }
      await page.setViewportSize({ width: 360, height: 740 });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.textContent')).toBe('Sign in as Analyst');
      await page.keyboard.press('Enter');
      await page.locator('.identity-menu summary').getByText('Analyst').waitFor();
      await page.locator('.identity-menu summary').click();
      await page.getByText('You see what everybody sees').waitFor();
      await page.locator('main h1').waitFor();
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
      expect(await brokenRules(page)).toEqual([]);
    });

    test('who cancels is nobody, and is told so', async () => {
      const { page, go } = studio;
      await go('/explore');
      await button(page, 'Sign in to the graph').click();
      await button(page, 'Cancel').click();
      await page.getByText('You are not signed in').waitFor();
      await page.getByText('Nobody was chosen').waitFor();
      await button(page, 'Sign in to the graph').waitFor();
    });

    test('an answer that this tab did not ask for signs nobody in', async () => {
      const { page, go } = studio;
      const home = new URL('/', local.addresses().gateway).href;
      await page.goto(`${home}?code=stolen&state=forged`);
      await page.getByText('This sign-in was not begun in this tab').waitFor();
      expect(page.url()).not.toContain('stolen');
      await go('/explore');
      await button(page, 'Sign in to the graph').click();
      await page.getByRole('heading', { name: 'Who do you want to be?' }).waitFor();
      await page.goto(`${home}?code=stolen&state=forged&iss=${home}identity`);
      await page.getByText('You are not signed in').waitFor();
      expect(await stored(page)).not.toMatch(/joinery:sess|signing-in/);
    });
  });

  describe('with an issuer that is elsewhere', () => {
    let server: HttpServer;
    let issuer: string;
    let graph: ProtectedGraph;
    let studio: StudioPage;
    const problems = () => studio.problems().filter((problem) => !problem.startsWith(`request to ${issuer}/`));

    beforeAll(async () => {
      const there = await createIssuer({
        people: async () => SAMPLE_PEOPLE,
        clients: () => [{ id: 'studio-of-the-test', redirectUris: [new URL('/', graph.url).href] }],
        audience: 'graph-of-the-test',
      });
      server = createHttpServer({ host: '127.0.0.1', port: 0, handler: there.handle, onError: () => undefined });
      await server.start();
      issuer = `${server.url()}/identity`;
      graph = await startProtectedGraph({
        subgraphs: PERSONAL_FIELD,
        folder: newFolder(),
        change: (config) => ({
          ...config,
          authentication: {
            ...config.authentication,
            jwks: [],
            algorithms: ['ES256'],
            providers: [{ issuer, jwks: [`${issuer}/jwks`], audiences: ['graph-of-the-test'] }],
          },
          studio: { enabled: true, signIn: { issuer, clientId: 'studio-of-the-test', scopes: ['openid'] } },
        }),
      });
    });
    afterAll(async () => {
      await graph.stop();
      await server.stop();
    });
    beforeEach(async () => {
      studio = await openStudio(browser(), graph.url);
    });
    afterEach(() => studio.close());

    test('the page may ask that issuer besides its own server, and nobody else', async () => {
      const { headers } = await fetch(new URL('/', graph.url));
      const policy = headers.get('content-security-policy')!;
      expect(policy).toContain(`connect-src 'self' ${new URL(issuer).origin};`);
      expect(policy.replace(` ${new URL(issuer).origin}`, '')).not.toMatch(/https?:/);
    });

    test('who signs in there sees what the scopes of the token let them see', async () => {
      const { page, go } = studio;
      await go(editor('{ open name }'));
      await answerIn(page, /"name": null/);
      await becomes(page, 'Reader of personal data');
      await answerIn(page, /"name": "n"/);
      expect(problems()).toEqual([]);
    });

    test('an ID token with another nonce signs nobody in', async () => {
      const { page, go } = studio;
      await go('/explore');
      await page.route('**/identity/token', async (route) => {
        const response = await route.fetch();
        const tokens = (await response.json()) as { id_token: string };
        const [header, , signature] = tokens.id_token.split('.');
        const claims = JSON.stringify({ ...decodeJwt(tokens.id_token), nonce: 'another' });
        const id_token = [header, Buffer.from(claims).toString('base64url'), signature].join('.');
        await route.fulfill({ response, json: { ...tokens, id_token } });
      });
      await button(page, 'Sign in to the graph').click();
      await button(page, 'Sign in as Analyst').click();
      await page.getByText('You are not signed in').waitFor();
      await page.getByText(/nonce/).waitFor();
      expect(await stored(page)).not.toMatch(/eyJ/);
    });

    test('the session ends with its token', async () => {
      const { page, go } = studio;
      await page.clock.install();
      await go('/explore');
      await becomes(page, 'Analyst');
      await page.clock.fastForward('31:00');
      await page.getByText('The time you were signed in for is over').waitFor();
      expect(await stored(page)).not.toMatch(/eyJ/);
      expect(problems()).toEqual([]);
    });

    test('and when the gateway takes the token no more', async () => {
      const { page, go } = studio;
      await go(editor('{ open }'));
      await becomes(page, 'Analyst');
      await answerIn(page, /"open": "/);
      await page.evaluate(
        `sessionStorage.setItem('joinery:session', sessionStorage.getItem('joinery:session').replace('.', '.x'))`,
      );
      await page.getByRole('button', { name: /^Execute query/ }).click();
      await page.getByText('The gateway takes your token no more').waitFor();
      expect(await page.locator('.results__raw').textContent()).toMatch(/"open": "o"/);
      expect(await stored(page)).not.toMatch(/eyJ/);
    });
  });
});
