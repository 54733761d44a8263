import { describe, expect, test } from '@jest/globals';
import { withoutValue } from './without-value.js';

describe('withoutValue()', () => {
  test.each([
    [
      'Variable "$day" got invalid value "secret"; Date must be a day',
      'Variable "$day" got an invalid value; Date must be a day',
    ],
    [
      'Variable "$a" got invalid value "s at \\"b\\"; t" at "a.b"; No',
      'Variable "$a" got an invalid value at "a.b"; No',
    ],
    ['Variable "$a" got invalid value { b: "s; t" }; No', 'Variable "$a" got an invalid value; No'],
    ['Variable "$a" got invalid value "s\nt"; No', 'Variable "$a" got an invalid value; No'],
    ['first must be between 0 and 500, and is 501', 'first must be between 0 and 500, and is 501'],
  ])('%j', (message, safe) => expect(withoutValue(message)).toBe(safe));
});
