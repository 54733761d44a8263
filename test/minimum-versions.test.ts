/** No copy of a package in the lock file is older than its last known safe version, however deep it is nested. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { packageCopies } from './support/lock-file.js';

const version = z.string().regex(/^\d+\.\d+\.\d+$/);
const list = z
  .array(
    z.strictObject({
      package: z.string(),
      /** The first safe version of each major version that has one, ascending. */
      safe: z.array(version).min(1),
      reason: z.string().min(10),
    }),
  )
  .parse(JSON.parse(readFileSync('minimum-versions.json', 'utf8')));
const copies = packageCopies();

test.each(list)('every copy of $package is at least $safe', ({ package: name, safe }) => {
  const found = copies.filter((copy) => copy.name === name);
  expect(found).not.toEqual([]);
  expect(found.filter((copy) => !isSafe(copy.version, safe))).toEqual([]);
});

test('minimum-versions.json names each package once', () => {
  const names = list.map((entry) => entry.package);
  expect(names).toEqual([...new Set(names)]);
});

describe('isSafe()', () => {
  test.each([
    ['2.0.2', ['2.0.3'], false],
    ['2.0.3', ['2.0.3'], true],
    ['2.10.0', ['2.9.1'], true],
    ['2.9.1', ['2.10.0'], false],
    ['3.0.0', ['2.0.3'], true],
    ['1.9.9', ['2.0.3'], false],
    ['2.0.4', ['2.0.3', '5.0.5'], true],
    ['5.0.4', ['2.0.3', '5.0.5'], false],
    ['4.9.9', ['2.0.3', '5.0.5'], false],
    ['6.0.0', ['2.0.3', '5.0.5'], true],
    ['5.0.5-beta.1', ['2.0.3', '5.0.5'], false],
    ['5.0.6-beta.1', ['2.0.3', '5.0.5'], true],
  ])('%s against %j is %s', (given, safe, expected) => {
    expect(isSafe(given, safe)).toBe(expected);
  });
});

/**
 * Whether a version is at or above the safe one of its own major version, or of a newer major version than any listed.
 * A major version between two listed ones has no fix, so it is not safe.
 */
function isSafe(given: string, safe: readonly string[]): boolean {
  const [major] = partsOf(given);
  const sameMajor = safe.find((candidate) => partsOf(candidate)[0] === major);
  if (sameMajor !== undefined) return isAtLeast(given, sameMajor);
  return safe.every((candidate) => partsOf(candidate)[0] < major);
}

function isAtLeast(given: string, minimum: string): boolean {
  const a = partsOf(given);
  const b = partsOf(minimum);
  const differs = a.findIndex((part, i) => part !== b[i]);
  // A pre-release comes before its release.
  return differs === -1 ? !given.includes('-') : a[differs]! > b[differs]!;
}

function partsOf(text: string): [major: number, minor: number, patch: number] {
  const [major = 0, minor = 0, patch = 0] = text.split('-')[0]!.split('.').map(Number);
  return [major, minor, patch];
}
