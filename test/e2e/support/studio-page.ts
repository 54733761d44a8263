import type { Browser, Download, Page } from 'playwright-core';
import { readFile } from 'node:fs/promises';
import { IN_TIME_MS } from '../../support/until.js';

export interface StudioPage {
  readonly page: Page;
  /** What went wrong so far: errors of scripts, what the content security policy stopped, requests to elsewhere. */
  readonly problems: () => readonly string[];
  /** Goes to a place of the studio such as `/explore/framework`. */
  readonly go: (route: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface StudioPageOptions {
  readonly width?: number;
  readonly height?: number;
  readonly theme?: 'light' | 'dark';
}

/** A tab of its own, with nothing stored from another, on the studio that a gateway serves. */
export async function openStudio(
  browser: Browser,
  gatewayUrl: string,
  { width = 1440, height = 900, theme = 'light' }: StudioPageOptions = {},
): Promise<StudioPage> {
  const { origin } = new URL(gatewayUrl);
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: theme,
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(IN_TIME_MS);
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()}`);
  });
  context.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !/^(blob|data):/.test(url)) problems.push(`request to ${url}`);
  });
  return {
    page,
    problems: () => problems,
    go: async (route) => void (await page.goto(`${origin}/#${route}`)),
    close: () => context.close(),
  };
}

/** The bytes that a click saves. */
export async function downloaded(page: Page, click: () => Promise<void>): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent('download'), click()]);
  return readDownload(download);
}

async function readDownload(download: Download): Promise<Buffer> {
  return readFile(await download.path());
}

/** Opens the menu of downloads and saves the table in one form. */
export function savedAs(page: Page, format: string): Promise<Buffer> {
  return downloaded(page, async () => {
    await page.getByText('Download', { exact: true }).click();
    await page.getByRole('button', { name: format, exact: true }).click();
  });
}
