import { describe, expect, test } from '@jest/globals';
import { buildSchema } from 'graphql';
import { inputProblems } from './input-problems.js';

const schema = buildSchema(`
  scalar Date scalar DateTime scalar OdsCode scalar JSON
  enum Kind { TRUST OTHER }
  input Filter { kind: Kind! within: Filter size: Int! = 5 days: [Date!] }
  type Query { a(filter: Filter, b: DateTime, c: OdsCode, d: JSON): Float }
`);

/** The problems as `path: first word of the message`. */
function problems(type: string, value: unknown): string[] {
  const isRequired = type.endsWith('!');
  return inputProblems(value, { type, isRequired }, schema).map(
    ({ path, message }) => `${path.join('.')}: ${message.replace(/(,| of up| with).*/, '')}`,
  );
}

describe('inputProblems() finds nothing wrong with', () => {
  const check = (type: string, value: unknown) =>
    test(`${JSON.stringify(value) ?? 'nothing'} for ${type}`, () => {
      expect(problems(type, value)).toEqual([]);
    });

  check('Int', undefined);
  check('Int', null);
  check('Int!', -2_147_483_648);
  check('Float', 2.5);
  check('ID', 5);
  check('String!', '');
  check('[Int!]', 5);
  check('[Int]', [1, null]);
  check('Date', '2017-03-31');
  check('DateTime', '2017-03-31T12:00:00+01:00');
  check('OdsCode', { any: 'thing' });
  check('JSON', [{}]);
  check('Filter', { kind: 'TRUST', within: { kind: 'OTHER' } });
});

describe('inputProblems() tells what is wrong with', () => {
  const check = (type: string, value: unknown, expected: readonly string[]) =>
    test(`${JSON.stringify(value) ?? 'nothing'} for ${type}`, () => {
      expect(problems(type, value)).toEqual(expected);
    });

  check('Int!', undefined, [': Must be given']);
  check('Int!', null, [': Must be given']);
  check('Int', 2.5, [': Write a whole number']);
  check('Int', 2_147_483_648, [': Write a whole number']);
  check('Float', '2', [': Write a number']);
  check('Boolean', 'yes', [': Choose yes or no']);
  check('String', 5, [': Write text; in JSON it stands in quotes']);
  check('Kind', 'NONE', [': Choose one of the values']);
  check('Date', '2017-13-01', [': Write a date']);
  check('DateTime', '2017-03-31T12:00:00', [': Write a moment']);
  check('[Int!]', [1, 'a', null], ['1: Write a whole number', '2: Must be given']);
  check('Filter', 'text', [': Give fields of Filter']);
  check('Filter', { size: null, other: 1 }, [
    ': Filter has no field other',
    'kind: Must be given',
    'size: Must be given',
  ]);
  check('Filter', { kind: 'TRUST', within: { kind: 'OTHER', days: ['today'] } }, ['within.days.0: Write a date']);
  check('Filter', { kind: 'TRUST', within: {} }, ['within.kind: Must be given']);
});
