import { expect } from '@jest/globals';
import { IN_TIME_MS } from './until.js';

/** Whether this machine does nothing else, so that it can be seen whether things are as fast as promised. */
const IS_QUIET = process.env['JOINERY_TEST_QUIET'] === '1';

/** How much longer work may take of a processor whose caches others use, too. */
const STRETCH = 10;

/**
 * Checks that something took no longer than is promised; by the clock, so on a machine that does other things, too, only
 * that it did not hang.
 */
export function expectWithin(promisedMs: number, tookMs: number): void {
  expect(tookMs).toBeLessThan(IS_QUIET ? promisedMs : IN_TIME_MS);
}

/** Checks that something took no more of a processor than is promised, which hardly depends on what else a machine does. */
export function expectWorkWithin(promisedMs: number, workedMs: number): void {
  expect(workedMs).toBeLessThan(IS_QUIET ? promisedMs : STRETCH * promisedMs);
}
