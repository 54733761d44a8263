import { describe, expect, test } from '@jest/globals';
import { parseSavedQuery } from './saved-query.js';

const HEAD = '# ---\n# title: T\n# question: Q\n# owner: O\n';

test('parseSavedQuery() reads front matter and keeps the text', () => {
  const text = `${HEAD}# table: a.b\n# variables:\n#   x: An x.\n#   y:\n#     description: A y.\n#     choices: "{ a }"\n# ---\n{ a }`;
  expect(parseSavedQuery('some-query', text)).toEqual({
    name: 'some-query',
    title: 'T',
    question: 'Q',
    owner: 'O',
    table: 'a.b',
    variables: { x: { description: 'An x.', choices: null }, y: { description: 'A y.', choices: '{ a }' } },
    text,
  });
});

describe('parseSavedQuery() refuses', () => {
  const check = (title: string, [name, text]: [string, string], expected: RegExp) =>
    test(title, () => expect(() => parseSavedQuery(name, text)).toThrow(expected));

  check('a name that is none of a URL', ['Some Query', `${HEAD}# ---\n{ a }`], /its name may have/);
  check('a text without front matter', ['a', '{ a }'], /does not begin with front matter/);
  check('front matter without an end', ['a', `${HEAD}{ a }`], /does not begin with front matter/);
  check('front matter that is no YAML', ['a', '# ---\n# a: [\n# ---\n{ a }'], /is not YAML/);
  check('a title that is missing', ['a', '# ---\n# question: Q\n# owner: O\n# ---\n{ a }'], /title/);
  check('a setting that there is not', ['a', `${HEAD}# tabel: x\n# ---\n{ a }`], /tabel/);
});
