import { describe, expect, test } from '@jest/globals';
import { operationsIn, withSurvives } from './read-operations.js';

describe('operationsIn()', () => {
  const check = (title: string, text: string, survives: string[]) =>
    test(title, () => {
      expect(operationsIn(text, 'q.graphql').map((operation) => operation.survives)).toEqual([survives]);
    });

  check('reads names between commas', '# @survives people, funding\n{ a }', ['people', 'funding']);
  check('joins several lines', '# @survives people\n# @survives funding\n{ a }', ['people', 'funding']);
  check('reads none where none are', '# survives nothing\n{ a }', []);
});

test('operationsIn() names the line of what is not GraphQL', () => {
  expect(() => operationsIn('{\n a(', 'q.graphql')).toThrow(/q\.graphql:2: Syntax Error/);
});

test('withSurvives() writes below the front matter and replaces what was there', () => {
  const front = '# ---\n# title: A\n# ---\n';
  const once = withSurvives(`${front}{ a }\n`, ['people']);
  expect(once).toBe(`${front}# @survives people\n{ a }\n`);
  expect(withSurvives(once, ['people', 'funding'])).toBe(`${front}# @survives people, funding\n{ a }\n`);
  expect(withSurvives(once, [])).toBe(`${front}{ a }\n`);
});
