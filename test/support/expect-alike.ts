import { expect } from '@jest/globals';

/** On a server, how many more there may be. One statement for each row would be hundreds. */
const SPLITS_MAX = 3;

/**
 * Checks numbers of SQL statements that must not depend on the number of rows: all the same on SQLite, and at most `most`.
 * On a server loads of one tick may come to fall into different ticks, by how long the reads before them took, and what has
 * just been counted is not counted again.
 */
export function expectAlike(kind: 'sqlite' | 'mysql', counts: readonly number[], most: number): void {
  if (kind === 'sqlite') expect(new Set(counts).size).toBe(1);
  for (const count of counts) expect(count).toBeLessThanOrEqual(kind === 'sqlite' ? most : most + SPLITS_MAX);
}
