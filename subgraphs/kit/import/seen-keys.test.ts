import { expect, test } from '@jest/globals';
import { createSeenKeys } from './seen-keys.js';

test('add() says of each key whether it is the first time, beyond the first capacity', () => {
  const seen = createSeenKeys();
  const keys = Array.from({ length: 20_000 }, (_, index) => `key ${index}`);
  expect(keys.every((key) => seen.add(key))).toBe(true);
  expect(keys.some((key) => seen.add(key))).toBe(false);
  expect([seen.add(''), seen.add('')]).toEqual([true, false]);
});
