import { describe, expect, test } from '@jest/globals';
import { joinPart, type AnswerPart } from './join-part.js';

describe('joinPart()', () => {
  const check = (title: string, parts: readonly AnswerPart[], expected: object) =>
    test(title, () => {
      expect(parts.reduce(joinPart, null)).toEqual({ errors: [], extensions: {}, ...expected });
    });

  check('takes a whole answer', [{ data: { a: 1 } }], { data: { a: 1 } });
  check('takes an answer without data', [{ errors: [{ message: 'no' }] }], { data: null, errors: [{ message: 'no' }] });
  check('puts the next event in the place of the one before', [{ data: { a: 1 } }, { data: { b: 2 } }], {
    data: { b: 2 },
  });
  check(
    'adds deferred fields where their path says, beside what is there',
    [
      { data: { list: [{ id: 1, deep: { a: 1 } }, { id: 2 }] }, hasNext: true },
      { incremental: [{ path: ['list', 0], data: { deep: { b: 2 } } }], hasNext: true },
      { incremental: [{ path: ['list', 1], data: { more: [3] } }], hasNext: false },
    ],
    {
      data: {
        list: [
          { id: 1, deep: { a: 1, b: 2 } },
          { id: 2, more: [3] },
        ],
      },
    },
  );
  check(
    'gathers errors and extensions of all parts',
    [
      { data: { a: 1 }, extensions: { plan: 1 }, hasNext: true },
      { incremental: [{ path: [], data: null, errors: [{ message: 'late' }] }], hasNext: true },
      { extensions: { trace: 2 }, hasNext: false },
    ],
    { data: { a: 1 }, errors: [{ message: 'late' }], extensions: { plan: 1, trace: 2 } },
  );
  check(
    'leaves out what is for a place that is not there',
    [
      { data: { list: [] }, hasNext: true },
      {
        incremental: [
          { path: ['list', 3], data: { a: 1 } },
          { path: ['no', 'where'], data: {} },
        ],
        hasNext: false,
      },
    ],
    { data: { list: [], no: undefined } },
  );
});
