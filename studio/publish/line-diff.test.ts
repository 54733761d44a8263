import { expect, test } from '@jest/globals';
import { aroundChanges, lineDiff } from './line-diff.js';

const SIGNS = { same: ' ', added: '+', removed: '-' };
const shown = (before: string, after: string) => lineDiff(before, after)?.map(({ kind, text }) => SIGNS[kind] + text);

test.each([
  ['a\nb', 'a\nb', [' a', ' b']],
  ['a\nb\nc', 'a\nc', [' a', '-b', ' c']],
  ['a\nc', 'a\nb\nc', [' a', '+b', ' c']],
  ['a\nb\nc', 'a\nx\nc', [' a', '-b', '+x', ' c']],
  ['', 'a', ['-', '+a']],
  ['a\na', 'a', [' a', '-a']],
  ['x\na\nb\ny\nc', 'a\nb\nz\nc\nd', ['-x', ' a', ' b', '-y', '+z', ' c', '+d']],
])('lineDiff() from %j to %j', (before, after, expected) => expect(shown(before, after)).toEqual(expected));

test('lineDiff() gives up on texts that differ too much', () => {
  const many = (prefix: string) => Array.from({ length: 3_000 }, (_, i) => `${prefix}${i}`).join('\n');
  expect(lineDiff(many('a'), many('b'))).toBeNull();
});

test('aroundChanges() leaves out what is far from any change', () => {
  const lines = lineDiff('1\n2\n3\n4\n5\n6', '1\n2\n3\n4\n5\nx')!;
  expect(aroundChanges(lines, 1).map((line) => line?.text ?? null)).toEqual(['5', '6', 'x']);
  expect(aroundChanges(lineDiff('1\n2\n3\n4', 'x\n2\n3\n4')!, 1).map((line) => line?.text ?? null)).toEqual([
    '1',
    'x',
    '2',
    null,
  ]);
});
