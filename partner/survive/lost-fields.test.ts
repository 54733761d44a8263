import { describe, expect, test } from '@jest/globals';
import { joinLosses, lossBetween, type Loss } from './lost-fields.js';

const fields = (...names: string[]): Loss => ({ kind: 'fields', fields: names });
const everything: Loss = { kind: 'everything' };
const nothing: Loss = { kind: 'nothing' };

describe('lossBetween()', () => {
  const check = (title: string, [whole, rest]: readonly [unknown, unknown], loss: Loss) =>
    test(title, () => {
      expect(lossBetween(whole, rest)).toEqual(loss);
    });

  check('is nothing between equals', [{ a: [{ b: 1 }] }, { a: [{ b: 1 }] }], nothing);
  check(
    'is nothing where there was nothing',
    [
      { a: null, b: 1 },
      { a: null, b: 1 },
    ],
    nothing,
  );
  check(
    'names the highest field',
    [
      { a: { b: { c: 1 } }, d: 1 },
      { a: { b: null }, d: 1 },
    ],
    fields('a.b'),
  );
  check(
    'names a field of a list once',
    [
      {
        a: [
          { b: 1, c: 1 },
          { b: 2, c: 1 },
        ],
      },
      {
        a: [
          { b: null, c: 1 },
          { b: null, c: 1 },
        ],
      },
    ],
    fields('a.b'),
  );
  check(
    'names a list whose items are missing',
    [
      { a: [{ b: 1 }], c: 1 },
      { a: [], c: 1 },
    ],
    fields('a'),
  );
  check('names an item of a list that is null', [{ a: [{ b: 1 }, { b: 2 }] }, { a: [null, { b: 2 }] }], fields('a'));
  check('is everything without data', [{ a: 1 }, null], everything);
  check(
    'is everything when only names of types are left',
    [{ a: { b: 1 } }, { a: { b: null, __typename: 'A' } }],
    everything,
  );
});

test('joinLosses() keeps the worse, and of fields the higher', () => {
  expect(joinLosses(nothing, fields('a'))).toEqual(fields('a'));
  expect(joinLosses(fields('a'), nothing)).toEqual(fields('a'));
  expect(joinLosses(fields('a.b', 'c'), fields('a', 'c'))).toEqual(fields('a', 'c'));
  expect(joinLosses(everything, fields('a'))).toEqual(everything);
  expect(joinLosses(fields('a'), everything)).toEqual(everything);
});
