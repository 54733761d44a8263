import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';
import { IN_TIME_MS } from '../../support/until.js';

/** Debian's, and where else systems keep one. */
const PLACES = [
  process.env['JOINERY_TEST_CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The browser itself asks nobody anything, and knows no name but the test's own server. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

/**
 * Runs the tests of `suite` in Chromium, one browser for all of them. Without one they are skipped with the reason in
 * their name, or fail where `JOINERY_REQUIRE_CHROMIUM=1`.
 */
export function inChromium(suite: (browser: () => Browser) => void): void {
  const executablePath = PLACES.find((place) => place !== undefined && existsSync(place));
  if (executablePath === undefined) return withoutChromium(suite);
  describe('in Chromium', () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await chromium.launch({ executablePath, args: FLAGS, timeout: 2 * IN_TIME_MS });
    });
    afterAll(() => browser.close());
    suite(() => browser);
  });
}

function withoutChromium(suite: (browser: () => Browser) => void): void {
  const reason = 'Chromium is not installed (apt-get install chromium)';
  if (process.env['JOINERY_REQUIRE_CHROMIUM'] === '1') {
    test('in Chromium', () => expect(reason).toBe('Chromium is installed'));
  } else {
    describe.skip(`in Chromium: skipped, ${reason}`, () => suite(() => undefined as never));
  }
}
