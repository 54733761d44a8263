/** What a partner writes into its schema is text, wherever the studio shows it. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createGateway, type Gateway } from '../../gateway/gateway.js';
import { readGatewayConfig } from '../../gateway/config.js';
import { composeStarted } from '../support/compose-started.js';
import { encodeShare } from '../../studio/explore/editor/share-link.js';
import { startSdlSubgraph, type StartedSdlSubgraph } from '../support/start-sdl-subgraph.js';
import { inChromium } from './support/browser.js';
import { openStudio } from './support/studio-page.js';

const HURT = 'globalThis.hurt=true';
const SCRIPT = `<script>${HURT}</script><img src=x onerror='${HURT}'><svg onload='${HURT}'>[press](javascript:${HURT})`;
const SDL = `
  """${SCRIPT}"""
  type Query {
    """${SCRIPT} {{constructor.constructor('${HURT}')()}}"""
    trap("""${SCRIPT}""" bait: Bait = {name: "${SCRIPT}"}): [Trap!]!
  }
  """${SCRIPT}"""
  type Trap { name: String @deprecated(reason: "[press](javascript:${HURT}) ${SCRIPT}") other: String }
  """${SCRIPT}"""
  input Bait { """${SCRIPT}""" name: String kind: Kind }
  enum Kind { """${SCRIPT}""" SNARE }
`;

inChromium((browser) => {
  let traps: StartedSdlSubgraph;
  let gateway: Gateway;
  beforeAll(async () => {
    const trap = () => [{ name: SCRIPT, other: `=${SCRIPT}` }];
    traps = await startSdlSubgraph({ name: 'traps', sdl: SDL, resolvers: { Query: { trap } } });
    gateway = createGateway(readGatewayConfig({ port: '0' }, {}), { supergraph: composeStarted([traps]) });
    await gateway.start();
  });
  afterAll(async () => {
    await gateway.stop();
    await traps.stop();
  });

  test('descriptions, reasons, defaults and values with script stay inert in the editor, in tables and in the graph', async () => {
    const { page, go, problems, close } = await openStudio(browser(), gateway.url());
    await go(`/explore/editor?share=${encodeShare({ query: '{ trap { name other } }', variables: {} })}`);
    await page.locator('.graphiql-query-editor').getByText('trap').first().waitFor();
    await page.getByRole('button', { name: /Execute query/ }).click();
    await page.locator('.grid tbody tr').first().waitFor();
    await page.getByRole('tab', { name: 'Sources' }).click();
    await page.getByText('Trap.name').first().waitFor();

    await page.getByRole('button', { name: /Documentation Explorer/ }).click();
    const docs = page.locator('.graphiql-doc-explorer');
    for (const name of ['Query', 'trap', 'Trap']) await docs.getByText(name, { exact: true }).first().click();
    await docs.getByText('Show Deprecated Fields').click();
    await docs.getByText('name', { exact: true }).first().click();
    await docs.getByText('Deprecated').first().waitFor();

    await go('/graph/type/Trap');
    await page.getByText('<svg onload').first().waitFor();
    await go('/graph?q=press');
    await page.getByText('<svg onload').first().waitFor();
    expect(await page.evaluate('globalThis.hurt')).toBeUndefined();
    expect(await page.locator('a[href^="javascript:" i]').count()).toBe(0);
    expect(await page.locator('img[onerror], svg[onload]').count()).toBe(0);
    // Not even the content security policy had anything to stop.
    expect(problems()).toEqual([]);
    await close();
  });
});
