import { describe, expect, test } from '@jest/globals';
import type { Cell } from '../../../kit/table/cell.js';
import type { CellKind } from '../../../kit/table/cell-kind.js';
import { totalText, type Total } from './totals.js';
import type { GridColumn } from './use-grid.js';

const GAP = { kind: 'suppressed', reason: 'SMALL_NUMBER' } as const;

function column(kind: CellKind, isRepeated = false): GridColumn {
  return { id: '0', index: 0, kind, isRepeated, column: { name: '', type: '', parentType: '', field: '', list: null } };
}

describe('totalText()', () => {
  const check = (
    title: string,
    cells: readonly Cell[],
    expected: Partial<Record<Total, string>>,
    of = column('number'),
  ) =>
    test(title, () => {
      const rows = cells.map((cell) => [cell]);
      const told = Object.keys(expected).map((total) => [total, totalText(rows, of, total as Total)]);
      expect(Object.fromEntries(told)).toEqual(expected);
    });

  check('adds up what there is', [1, null, 2.5], {
    none: '',
    sum: '3.5',
    mean: '1.75',
    least: '1',
    most: '2.5',
    count: '2',
  });
  check('adds tenths as on paper', [0.1, 0.2, '0.30'], { sum: '0.6' });
  check('leaves small figures their digits', [0.0012, 0.0003], { sum: '0.0015', mean: '0.00075', least: '0.0003' });
  check('adds numbers of any length to the last digit', ['9007199254740993', '0.05', 7, '-99999999999999999.99'], {
    sum: '-90,992,800,745,258,999.94',
    least: '-99,999,999,999,999,999.99',
    most: '9,007,199,254,740,993',
  });
  check('tells nothing over what is withheld', [5, GAP], { sum: 'not told', mean: 'not told', count: '1' });
  check('tells nothing over what is no number', ['5', 'many'], { sum: 'not told' });
  check(
    'does not add up what stands in several rows',
    [5, 5],
    { sum: 'repeated', count: 'repeated', most: '5' },
    column('number', true),
  );
  check('has none of text', ['a', 'b'], { sum: '', most: '', count: '2' }, column('text'));
});
