import { mkdir } from 'node:fs/promises';
import type { Page } from 'playwright-core';

const FOLDER = 'docs/screenshots';
const IS_WANTED = process.env['JOINERY_TEST_SCREENSHOTS'] === '1';

/** Keeps what a page shows as a picture for the documentation, where the tests are run for that. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  if (!IS_WANTED) return;
  await mkdir(FOLDER, { recursive: true });
  await page.screenshot({ path: `${FOLDER}/studio-${name}.png` });
}
