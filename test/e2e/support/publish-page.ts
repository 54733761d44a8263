import type { Locator, Page } from 'playwright-core';
import type { StudioPage } from './studio-page.js';

export function button(page: Page, name: string): Locator {
  return page.getByRole('button', { name, exact: true });
}

/** A table of facts by its caption. */
export function table(page: Page, name: string): Locator {
  return page.getByRole('region', { name });
}

/** Signs in to the page Publish as a sample. */
export async function signIn(studio: StudioPage, who: string): Promise<void> {
  await signOut(studio);
  await button(studio.page, `Sign in as ${who}`).click();
  await table(studio.page, 'Subgraphs').waitFor();
}

/** Signs in to the page Publish with a token. */
export async function signInWith(studio: StudioPage, token: string): Promise<void> {
  await signOut(studio);
  await studio.page.getByLabel('Token of the registry').fill(token);
  await button(studio.page, 'Sign in').click();
  await table(studio.page, 'Subgraphs').waitFor();
}

async function signOut({ page, go }: StudioPage): Promise<void> {
  await go('/publish');
  const out = button(page, 'Sign out');
  await out.or(page.getByLabel('Token of the registry')).first().waitFor();
  if (await out.isVisible()) await out.click();
}
