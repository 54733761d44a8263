import { expect, test } from '@jest/globals';
import type { Cell } from '../../../kit/table/cell.js';
import type { CellKind } from '../../../kit/table/cell-kind.js';
import { figureText, shownText } from './shown-text.js';

test.each<readonly [Cell, CellKind, string]>([
  [1234567.5, 'number', '1,234,567.5'],
  ['1234567.10', 'number', '1,234,567.10'],
  ['-42.00', 'number', '-42.00'],
  ['9007199254740993', 'number', '9,007,199,254,740,993'],
  ['many', 'number', 'many'],
  ['00123', 'text', '00123'],
  [true, 'truth', 'yes'],
  [null, 'number', ''],
  [{ kind: 'suppressed', reason: 'SMALL_NUMBER' }, 'number', '*'],
])('shownText() of %j as %s is %j', (cell, kind, expected) => {
  expect(shownText(cell, kind)).toBe(expected);
});

test.each([
  [1234.567, '1,234.57'],
  [0.000123456, '0.000123'],
  [0, '0'],
])('figureText() of %j is %j', (figure, expected) => {
  expect(figureText(figure)).toBe(expected);
});
