import { test } from '@jest/globals';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../../kit/package-root.js';

/** Real published files, beside the project and no part of it. */
const FOLDER = join(PACKAGE_ROOT, '..', 'shared', 'data');

/** The path of a real published file; the tests that read it are skipped where it is absent. */
export function sharedData(file: string): string {
  return join(FOLDER, file);
}

/** Runs a test on real published files. Without them it is skipped, with the reason in its name. */
export function testWithSharedData(title: string, files: readonly string[], work: () => Promise<void>): void {
  const missing = files.find((file) => !existsSync(sharedData(file)));
  if (missing === undefined) test(title, work);
  else test.skip(`${title}: skipped, there is no ../shared/data/${missing}`, work);
}
