import { describe, expect, test } from '@jest/globals';
import type { Cell } from '../../../kit/table/cell.js';
import type { CellKind } from '../../../kit/table/cell-kind.js';
import { cellFilter, compareValues } from './cell-filter.js';

describe('cellFilter()', () => {
  const check = (written: string, cell: Cell, kind: CellKind, expected: boolean) =>
    test(`${JSON.stringify(written)} ${expected ? 'keeps' : 'drops'} ${JSON.stringify(cell)}`, () => {
      expect(cellFilter(kind, written)(cell)).toBe(expected);
    });

  check('', 'Dune', 'text', true);
  check('un', 'Dune', 'text', true);
  check('UN', 'Dune', 'text', true);
  check('x', 'Dune', 'text', false);
  check('> 10', 11, 'number', true);
  check('>10', 10, 'number', false);
  check('<= 1,000', 1_000, 'number', true);
  check('= 3', 3, 'number', true);
  check('1..3', 2, 'number', true);
  check('1 .. 3', 4, 'number', false);
  check('> 10', '10.5', 'number', true);
  check('> 10', null, 'number', false);
  check('1', 21, 'number', true);
  check('yes', true, 'truth', true);
  check('yes', false, 'truth', false);
  check('true', true, 'truth', true);
  check('1,234', 1_234, 'number', true);
  check('> 9007199254740993', '9007199254740994', 'number', true);
  check('> 9007199254740993', '9007199254740993', 'number', false);
  check('< 5', '-90071992547409930.5', 'number', true);
  check('>= 2017-03', '2017-03-01', 'date', true);
  check('< 2017-03', '2017-03-31', 'date', false);
  check('2017-01 .. 2017-02', '2017-02-28', 'date', true);
  check('> 10', '> 10 years', 'text', true);
  check('*', { kind: 'suppressed', reason: 'SMALL_NUMBER' }, 'number', true);
  check('people', { kind: 'missing', subgraph: 'people', code: null }, 'text', true);
});

test('compareValues() puts 10 behind 9, as a number and in text', () => {
  expect([10, 9].toSorted(compareValues)).toEqual([9, 10]);
  expect(['ward 10', 'ward 9'].toSorted(compareValues)).toEqual(['ward 9', 'ward 10']);
});
