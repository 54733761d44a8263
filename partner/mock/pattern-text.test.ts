import { expect, test } from '@jest/globals';
import { drawFrom } from './draw.js';
import { patternText } from './pattern-text.js';

test.each([
  '^[A-Z0-9]{1,12}$',
  '^\\d{3}-\\d{4}$',
  '(red|green|blue)',
  '[a-z]+@[a-z]+\\.org',
  '^P-?[0-9]{5}$',
  '^(?:Z[A-F]\\d{2})*$',
  '[^a-z]{4}',
  '^GB(?<year>\\d\\d)\\w$',
])('patternText() matches %s', (pattern) => {
  for (let i = 0; i < 50; i++) expect(patternText(pattern, drawFrom(i))).toMatch(new RegExp(pattern));
});

test.each(['(?=a)b', '(a', '[z', '\\1', 'a{9999}', 'x**'])('patternText() gives up on %s', (pattern) => {
  expect(patternText(pattern, drawFrom(1))).toBeUndefined();
});
