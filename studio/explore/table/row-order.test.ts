import { describe, expect, test } from '@jest/globals';
import { cellText, type Cell } from '../../../kit/table/cell.js';
import type { CellKind } from '../../../kit/table/cell-kind.js';
import { rowFilter } from './row-filter.js';
import { createRowOrder, type Sort } from './row-order.js';
import type { GridColumn } from './use-grid.js';

const GAP = { kind: 'missing', subgraph: 'people', code: null } as const;

function column(index: number, kind: CellKind): GridColumn {
  return {
    id: String(index),
    index,
    kind,
    column: { name: '', type: '', parentType: '', field: '', list: null },
    isRepeated: false,
  };
}

const columns = [column(0, 'text'), column(1, 'number')];

describe('createRowOrder()', () => {
  const check = (title: string, rows: readonly (readonly Cell[])[], sorting: readonly Sort[], expected: string) =>
    test(title, () => {
      const ordered = createRowOrder(columns, rows)(sorting);
      expect(ordered.map(([text]) => cellText(text ?? null)).join(' ')).toBe(expected);
    });
  const up = (id: number) => ({ id: String(id), desc: false });
  const down = (id: number) => ({ id: String(id), desc: true });
  const ROWS = [
    ['b', 10],
    ['a', null],
    ['d', GAP],
    ['c', 9],
  ] as const;

  check('keeps the order of the answer without a column', ROWS, [], 'b a d c');
  check('orders text as people do', [['w 10'], ['w 9'], ['é'], ['E']], [up(0)], 'E é w 9 w 10');
  check('orders numbers by size, what has none last', ROWS, [up(1)], 'c b a d');
  check('leaves what has no value last downwards, too', ROWS, [down(1)], 'b c a d');
  check(
    'orders numbers that are sent as text',
    [
      ['a', '10'],
      ['b', '9.5'],
    ],
    [up(1)],
    'b a',
  );
  check('orders by the second column where the first says nothing', [...ROWS, ['e', 9]], [up(1), down(0)], 'e c b d a');
  check(
    'keeps the order of rows that are the same',
    [
      ['x', 1],
      ['y', 1],
      ['w', 1],
    ],
    [down(1)],
    'x y w',
  );
  check(
    'orders numbers of any length',
    [
      ['a', '9007199254740994'],
      ['b', '9007199254740993'],
      ['c', '-90071992547409931'],
      ['d', 5],
    ],
    [up(1)],
    'c d b a',
  );
  check('passes over a column that is not there', ROWS, [up(7)], 'b a d c');
});

describe('rowFilter()', () => {
  const rows = [
    ['North', 10],
    ['South', 1_234],
    ['East', GAP],
  ] as const;
  const check = (title: string, [text, written]: readonly [string, string], expected: string) =>
    test(title, () => {
      const filters = written === '' ? [] : [{ id: '1', value: written }];
      expect(
        rows
          .filter(rowFilter(columns, text, filters))
          .map(([name]) => name)
          .join(' '),
      ).toBe(expected);
    });

  check('keeps rows with the text in any cell, whatever its case', ['OR', ''], 'North');
  check('finds the text of a gap', ['people', ''], 'East');
  check('finds numbers as they are shown, too', ['1,234', ''], 'South');
  check('finds nothing across two cells', ['h1', ''], '');
  check('keeps rows that pass the filter of a column', ['', '> 10'], 'South');
  check('keeps rows that pass both', ['o', '<= 10'], 'North');
});
