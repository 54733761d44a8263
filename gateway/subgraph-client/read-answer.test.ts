import { describe, expect, test } from '@jest/globals';
import { readAnswer } from './read-answer.js';

const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;

describe('readAnswer() takes', () => {
  const check = (title: string, text: string, data: unknown, errors?: unknown) =>
    test(title, () => {
      expect(readAnswer(text)).toEqual({ kind: 'answered', data, errors });
    });

  check('data', '{"data":{"a":1}}', { a: 1 });
  check('data after a byte order mark', '\ufeff{"data":{"a":1}}', { a: 1 });
  check('null as data', '{"data":null}', null);
  check('data with errors', '{"data":{"a":null},"errors":[{"message":"m"}]}', { a: null }, [{ message: 'm' }]);
  check('errors without data', '{"errors":[{"message":"m"}]}', null, [{ message: 'm' }]);
  check('data with no errors in a list', '{"data":{},"errors":[]}', {});
  check('data with null as errors', '{"data":{},"errors":null}', {});
  check('errors that are no objects, as empty ones', '{"data":{},"errors":[null,"b",{"message":"m"},[]]}', {}, [
    {},
    {},
    { message: 'm' },
    {},
  ]);
  check('errors that are no list, as an empty one', '{"data":{},"errors":"boom"}', {}, [{}]);
  check('the last of two equal keys', '{"data":{"a":1},"data":{"a":2}}', { a: 2 });
  check('other keys, which it drops', '{"data":{},"extensions":{"x":1},"set-cookie":"a"}', {});
});

describe('readAnswer() refuses', () => {
  const check = (title: string, text: string, problem: RegExp) =>
    test(title, () => {
      expect(readAnswer(text)).toEqual(expect.stringMatching(problem));
    });

  check('nothing', '', /is empty/);
  check('a list', '[]', /not an object/);
  check('a number', '5', /not an object/);
  check('null', 'null', /not an object/);
  check('an empty object', '{}', /neither data nor errors/);
  check('errors as text', '{"errors":"boom"}', /neither data nor errors/);
  check('errors with nothing in them', '{"errors":[null]}', /neither data nor errors/);
  check('no errors', '{"errors":[]}', /neither data nor errors/);
  check('data as a list', '{"data":[]}', /neither an object nor null/);
  check('data as text', '{"data":"a","errors":[{"message":"m"}]}', /neither an object nor null/);
  check('a truncated body', '{"data":{"a":', /not JSON/);
  check('HTML', '<html>', /not JSON/);
  check('NaN', '{"data":{"a":NaN}}', /not JSON/);
  check('text after the end', '{"data":{}} {"data":{}}', /not JSON/);
  check('200,000 nested lists', deep(200_000), /not an object/);
});

test('readAnswer() keeps 100 errors', () => {
  const errors = Array.from({ length: 5_000 }, (_, i) => ({ message: String(i) }));
  const answer = readAnswer(JSON.stringify({ errors }));
  expect(answer).toMatchObject({ errors: errors.slice(0, 100) });
});

test('readAnswer() lets nothing reach a prototype', () => {
  const answer = readAnswer('{"data":{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}}');
  expect(answer).toMatchObject({ kind: 'answered' });
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test('readAnswer() reads 200,000 nested lists below data without overflowing the stack', () => {
  expect(readAnswer(`{"data":{"a":${deep(200_000)}}}`)).toMatchObject({ kind: 'answered' });
});
