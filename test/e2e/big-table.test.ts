/** A table of 50,000 rows: fetched by offset, scrolled, ordered and filtered without lag. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { createGateway, type Gateway } from '../../gateway/gateway.js';
import { readGatewayConfig } from '../../gateway/config.js';
import { encodeShare } from '../../studio/explore/editor/share-link.js';
import { composeStarted } from '../support/compose-started.js';
import { expectWorkWithin } from '../support/promised-time.js';
import { startSdlSubgraph, type StartedSdlSubgraph } from '../support/start-sdl-subgraph.js';
import { inChromium } from './support/browser.js';
import { openStudio, type StudioPage } from './support/studio-page.js';

const ROWS = 50_000;
const PAGE_ROWS = 5_000;
const SDL = `
  type Query { visits(offset: Int!, limit: Int! = ${PAGE_ROWS}): [Visit!]! }
  type Visit { id: ID! place: String! region: String note: String patients: Int! share: Float open: Boolean! }
`;

/** The same every time, and in no order. */
function visit(index: number) {
  const scattered = (index * 7_919) % ROWS;
  return {
    id: `V${String(scattered).padStart(6, '0')}`,
    place: `Practice ${scattered % 7_800}`,
    region: index % 11 === 0 ? null : `Region ${scattered % 7}`,
    note: `Visited on day ${index % 365}, found in order`,
    patients: scattered % 20_000,
    share: (scattered % 1_000) / 1_000,
    open: index % 3 === 0,
  };
}

inChromium((browser) => {
  let visits: StartedSdlSubgraph;
  let gateway: Gateway;
  let studio: StudioPage;
  beforeAll(async () => {
    visits = await startSdlSubgraph({
      name: 'visits',
      sdl: SDL,
      resolvers: {
        Query: {
          visits: (_: unknown, { offset, limit }: { offset: number; limit: number }) =>
            Array.from({ length: Math.max(0, Math.min(limit, ROWS - offset)) }, (_row, index) => visit(offset + index)),
        },
      },
    });
    gateway = createGateway(readGatewayConfig({ port: '0' }, {}), { supergraph: composeStarted([visits]) });
    await gateway.start();
    studio = await openStudio(browser(), gateway.url());
  });
  afterAll(async () => {
    expect(studio.problems()).toEqual([]);
    await studio.close();
    await gateway.stop();
    await visits.stop();
  });

  test('all pages of a list with an offset are fetched', async () => {
    const { page, go } = studio;
    const query = '{ visits(offset: 0) { id place region note patients share open } }';
    await go(`/explore/editor?share=${encodeShare({ query, variables: {} })}`);
    await page.locator('.graphiql-query-editor .view-line').first().waitFor();
    await page.getByRole('button', { name: /Execute query/ }).click();
    await page.getByText('5,000 fetched').waitFor();
    await page.getByLabel('at most').selectOption('200,000 rows');
    const cost = await costOf(page, async () => {
      await page.getByRole('button', { name: 'Fetch all pages' }).click();
      await page.getByText('All pages are here.').waitFor({ timeout: 120_000 });
      await page.getByText('50,000 rows', { exact: true }).waitFor();
    });
    tell('Fetching 50,000 rows', cost);
    expectWorkWithin(AT_ONCE_MS, cost.cpuMs / (ROWS / PAGE_ROWS));
  });

  test('they are scrolled, and only what is in sight is in the page', async () => {
    const { page } = studio;
    const grid = page.locator('.grid-scroll');
    await grid.hover();
    const turns = 30;
    const cost = await costOf(page, async () => {
      for (let turn = 0; turn < turns; turn++) await page.mouse.wheel(0, 900);
      await grid.focus();
      await page.keyboard.press('End');
      await page.locator(`tr[aria-rowindex="${ROWS + 1}"]`).waitFor();
    });
    tell(`${turns + 1} turns of the wheel`, cost);
    expectWorkWithin(AT_ONCE_MS, cost.cpuMs / (turns + 1));
    expect(await page.locator('.grid tbody tr').count()).toBeLessThan(80);
  });

  test.each(['patients', 'place'])('they are ordered by %s at once', async (name) => {
    const { page } = studio;
    const cost = await costOf(page, async () => {
      await page.getByTitle(name, { exact: true }).click();
      await page.locator('th[aria-sort="ascending"]').getByTitle(name, { exact: true }).waitFor();
    });
    tell(`Ordering by ${name}`, cost);
    expectWorkWithin(AT_ONCE_MS, cost.cpuMs);
    await page.locator('.grid-scroll').press('Home');
    await page
      .locator('tr[aria-rowindex="2"]')
      .getByRole('cell', { name: FIRST[name]!, exact: true })
      .first()
      .waitFor();
  });

  test.each([
    ['Find', 'practice 12'],
    ['Filter patients', '> 19990'],
  ])('%s keeps up with who writes', async (label, text) => {
    const { page } = studio;
    const filters = page.getByRole('button', { name: 'Filter columns' });
    if ((await filters.getAttribute('aria-pressed')) !== 'true') await filters.click();
    const cost = await costOf(page, async () => {
      await page.getByLabel(label).pressSequentially(text);
      await page.getByText(/^\d[\d,]* rows of 50,000$/).waitFor();
    });
    tell(`Writing ${text.length} letters into ${label}`, cost);
    expectWorkWithin(AT_ONCE_MS, cost.cpuMs / text.length);
    await page.getByLabel(label).fill('');
    await page.getByText('50,000 rows', { exact: true }).waitFor();
  });
});

/** What follows on a press within this time is felt as its own doing: https://web.dev/articles/inp. */
const AT_ONCE_MS = 200;
const FIRST: Readonly<Record<string, string>> = { patients: '0', place: 'Practice 0' };

/** What something took of the page's main thread, in milliseconds. */
interface Cost {
  /** Of the processor's own time, which a busy machine does not stretch. */
  readonly cpuMs: number;
  readonly scriptMs: number;
  readonly layoutMs: number;
  /** Tasks of more than 50 ms by the clock. */
  readonly longTasks: readonly number[];
}

async function costOf(page: Page, work: () => Promise<void>): Promise<Cost> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const read = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    const of = (name: string) => 1_000 * (metrics.find((metric) => metric.name === name)?.value ?? 0);
    return {
      cpuMs: of('TaskDuration'),
      scriptMs: of('ScriptDuration'),
      layoutMs: of('LayoutDuration') + of('RecalcStyleDuration'),
    };
  };
  await page.evaluate(`{
    globalThis.longTasks = [];
    globalThis.observer = new PerformanceObserver((list) =>
      globalThis.longTasks.push(...list.getEntries().map(({ duration }) => Math.round(duration))));
    globalThis.observer.observe({ type: 'longtask' });
  }`);
  const before = await read();
  await work();
  await page.evaluate('new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 50)))');
  const after = await read();
  const longTasks = await page.evaluate<number[]>('(globalThis.observer.disconnect(), globalThis.longTasks)');
  await session.detach();
  return {
    cpuMs: after.cpuMs - before.cpuMs,
    scriptMs: after.scriptMs - before.scriptMs,
    layoutMs: after.layoutMs - before.layoutMs,
    longTasks,
  };
}

function tell(what: string, { cpuMs, scriptMs, layoutMs, longTasks }: Cost): void {
  const round = Math.round;
  process.stderr.write(
    `${what}: ${round(cpuMs)} ms of the processor (script ${round(scriptMs)}, layout ${round(layoutMs)}), long tasks: ${longTasks.join(', ') || 'none'}\n`,
  );
}
