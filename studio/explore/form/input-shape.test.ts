import { describe, expect, test } from '@jest/globals';
import { buildSchema, parse, type OperationDefinitionNode } from 'graphql';
import { choicesIn } from './choices-in.js';
import { fieldsOfObject, fieldsOfVariables, inWords } from './input-shape.js';
import { parametersOf, textOfValue, valueOfParameter, valueOfText } from './read-input.js';

const schema = buildSchema(`
  scalar Date scalar OdsCode
  enum Kind { GP_PRACTICE TRUST OLD @deprecated }
  input Filter { kind: Kind = TRUST within: Filter ids: [ID!]! }
  type Query { a(filter: Filter): Int b: Float c(on: Date, code: OdsCode): Boolean }
`);

function fields(variables: string) {
  const { definitions } = parse(`query (${variables}) { __typename }`);
  return fieldsOfVariables(schema, (definitions[0] as OperationDefinitionNode).variableDefinitions ?? []);
}

describe('fieldsOfVariables()', () => {
  const check = (variable: string, expected: object) =>
    test(variable, () => {
      expect(fields(variable)[0]).toMatchObject(expected);
    });

  check('$a: Int! = 5', { name: 'a', isRequired: false, default: 5, shape: { kind: 'integer' } });
  check('$a: Float!', { isRequired: true, shape: { kind: 'number' } });
  check('$a: Boolean', { isRequired: false, shape: { kind: 'truth' } });
  check('$a: Date = "2017-12-31"', { default: '2017-12-31', shape: { kind: 'date' } });
  check('$a: OdsCode', { shape: { kind: 'text' } });
  check('$a: [Kind!] = [TRUST]', { default: ['TRUST'], shape: { kind: 'list', of: { kind: 'choice' } } });
  check('$a: Filter', { type: 'Filter', shape: { kind: 'object', type: 'Filter' } });

  test('leaves out a variable of a type that is not there', () => {
    expect(fields('$a: Nothing')).toEqual([]);
  });
});

test('fieldsOfObject() gives the fields of an input that may hold itself', () => {
  expect(fieldsOfObject(schema, 'Filter')).toMatchObject([
    {
      name: 'kind',
      default: 'TRUST',
      shape: { choices: [{ value: 'GP_PRACTICE', label: 'GP practice' }, { value: 'TRUST' }] },
    },
    { name: 'within', shape: { kind: 'object', type: 'Filter' } },
    { name: 'ids', isRequired: true, shape: { kind: 'list' } },
  ]);
});

test('inWords() writes a name as people do', () => {
  expect(['NOT_STARTED', 'GP_PRACTICE', 'CCG'].map(inWords)).toEqual(['Not started', 'GP practice', 'CCG']);
});

test('choicesIn() finds what can be chosen, wherever it stands', () => {
  const data = { footprints: { nodes: [{ value: 'ZF01', label: 'Barrowcote' }, { value: 'ZF02' }, { other: 1 }] } };
  expect(choicesIn(data)).toEqual([
    { value: 'ZF01', label: 'Barrowcote' },
    { value: 'ZF02', label: 'ZF02' },
  ]);
});

describe('what is written', () => {
  test('is a number, text or nothing', () => {
    expect([valueOfText(' 5 ', 'integer'), valueOfText('x', 'integer'), valueOfText('', 'text')]).toEqual([
      5,
      'x',
      undefined,
    ]);
  });

  test('is a moment in UTC', () => {
    expect(valueOfText('2017-12-31T10:30', 'moment')).toBe('2017-12-31T10:30:00Z');
    expect(textOfValue('2017-12-31T10:30:00.000Z', 'moment')).toBe('2017-12-31T10:30:00');
  });

  test('survives an address', () => {
    const values = { text: 'a&b', list: ['A', 'B'], truth: false, none: undefined };
    expect(parametersOf(values)).toEqual({ text: 'a&b', list: '["A","B"]', truth: 'false' });
    expect(valueOfParameter('["A","B"]', { kind: 'list', of: { kind: 'text' } })).toEqual(['A', 'B']);
    expect(valueOfParameter('2017', { kind: 'text' })).toBe('2017');
  });
});
