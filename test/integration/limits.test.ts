/** Each limit of the gateway, from both sides. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startBookshop, type Bookshop } from '../support/start-bookshop.js';

let shop: Bookshop;
beforeAll(async () => {
  shop = await startBookshop((config) => ({
    ...config,
    limits: {
      ...config.limits,
      bodyBytes: 1_000,
      headerBytes: 2_000,
      batchLength: 2,
      tokens: 60,
      operations: 2,
      selections: 12,
      expandedSelections: 20,
      depth: 4,
      aliases: 2,
      rootFields: 3,
      directives: 2,
    },
  }));
});
afterAll(() => shop.stop());

describe('an operation on the limit is answered, one over it refused with', () => {
  const check = (code: string, allowed: string, refused: string) =>
    test(code, async () => {
      expect((await shop.post({ query: allowed, operationName: 'A' })).body.errors).toBeUndefined();
      const { status, body } = await shop.post({ query: refused, operationName: 'A' });
      expect([status, body.errors.length, body.errors[0].extensions.code]).toEqual([400, 1, code]);
      expect(body.errors[0].message).toMatch(/^The document has more than \d+ /);
    });

  const nested = (name: string) => `fragment ${name} on Book { ...x ...x ...x } fragment x on Book { id }`;
  check(
    'MAX_TOKENS_LIMIT',
    `query A { __typename ${'# many more\n'.repeat(20)} }`,
    `query A { books(first: [${'1 '.repeat(60)}]) { id } }`,
  );
  check(
    'MAX_OPERATIONS_LIMIT',
    'query A { __typename } query B { __typename }',
    'query A { __typename } query B { __typename } query C { __typename }',
  );
  check(
    'MAX_SELECTIONS_LIMIT',
    `query A { book(id: 1) { ${'id '.repeat(11)} } }`,
    `query A { book(id: 1) { ${'id '.repeat(12)} } }`,
  );
  check(
    'MAX_SELECTIONS_LIMIT',
    `query A { book(id: 1) { ...f ...f } } ${nested('f')}`,
    `query A { book(id: 1) { ...f ...f ...f } } ${nested('f')}`,
  );
  check(
    'MAX_DEPTH_LIMIT',
    'query A { book(id: 1) { author { books { id } } } }',
    'query A { book(id: 1) { author { books { author { name } } } } }',
  );
  check(
    'MAX_DEPTH_LIMIT',
    'query A { ... { ... { ...f } } } fragment f on Query { __typename }',
    'query A { book(id: 1) { ...f } } fragment f on Book { author { books { author { name } } } }',
  );
  check(
    'MAX_ALIASES_LIMIT',
    'query A { a: __typename b: __typename __typename }',
    'query A { ...f ...f b: __typename } fragment f on Query { a: __typename }',
  );
  check(
    'MAX_ROOT_FIELDS_LIMIT',
    'query A { __typename __typename __typename }',
    'query A { __typename ...f ...f } fragment f on Query { __typename ... { __typename } }',
  );
  check(
    'MAX_DIRECTIVES_LIMIT',
    'query A { __typename @skip(if: false) @include(if: true) }',
    'query A { ...f ...f ...f } fragment f on Query { __typename @skip(if: false) }',
  );
});

describe('a list of operations', () => {
  const one = { query: '{ __typename }' };
  const answer = { data: { __typename: 'Query' } };

  test('gets a list of answers', async () => {
    const { status, body } = await shop.post([one, { query: '{ a: __typename }' }]);
    expect([status, body]).toEqual([200, [answer, { data: { a: 'Query' } }]]);
  });

  test('loses only those that are refused', async () => {
    const { status, body } = await shop.post([{ query: '{' }, one]);
    expect([status, body]).toEqual([
      200,
      [{ errors: [expect.objectContaining({ extensions: { code: 'GRAPHQL_PARSE_FAILED' } })] }, answer],
    ]);
  });

  const refused = (title: string, list: unknown, code: string) =>
    test(`is refused when ${title}`, async () => {
      const { status, body } = await shop.post(list);
      expect([status, body.errors[0].extensions.code]).toEqual([400, code]);
    });
  refused('it is too long', [one, one, one], 'BATCH_LIMIT_EXCEEDED');
  refused('it is empty', [], 'BAD_REQUEST');
  refused('it holds something else', [one, [one]], 'BAD_REQUEST');
});

test('a body on the limit is read, one over it refused', async () => {
  const padded = (length: number) =>
    JSON.stringify({ query: '{ __typename }', x: '' }).replace('""', `"${'x'.repeat(length)}"`);
  const rest = padded(0).length;
  expect((await shop.post(padded(1_000 - rest))).status).toBe(200);
  const { status, body } = await shop.post(padded(1_001 - rest));
  expect([status, body.errors[0].extensions.code]).toEqual([413, 'PAYLOAD_TOO_LARGE']);
});

test('headers over the limit are refused', async () => {
  const { status, body } = await shop.post({ query: '{ __typename }' }, { 'x-long': 'x'.repeat(2_100) });
  expect([status, body.errors[0].extensions.code]).toEqual([431, 'HEADERS_TOO_LARGE']);
});
