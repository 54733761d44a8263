/** A subgraph whose answers are no GraphQL loses its own fields, and no other partner loses any. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { bodyOf, expectUnharmedAfterEach, SECRET } from '../support/after-hostility.js';
import { askWhileStockLies } from '../support/ask-while-stock-lies.js';
import { reply, replyJson } from '../support/hostile-server.js';
import type { Lie } from '../support/lying-subgraph.js';
import { startMarket, type Market } from '../support/start-market.js';

let market: Market;
beforeAll(async () => {
  market = await startMarket({ subgraphDefaults: { breakerFailures: 0 } });
});
afterEach(() => market.calm());
afterAll(() => market.stop());
expectUnharmedAfterEach(() => market.gateway);

const ask = (fields: string) => askWhileStockLies(market.gateway, fields);

describe('an envelope that is none costs only the fields of its subgraph:', () => {
  const check = (title: string, lie: Lie, code = 'DOWNSTREAM_SERVICE_ERROR') =>
    test(title, async () => {
      market.stock.lie(lie);
      const { books, errors } = await ask('inStock');
      expect(books).toEqual([{ inStock: null }, { inStock: null }]);
      expect(errors).toEqual([`books.0.inStock ${code}`, `books.1.inStock ${code}`]);
    });
  const body =
    (text: string | Buffer, headers = {}): Lie =>
    (socket) =>
      reply(socket, { body: text, headers });

  check('nothing', body(''));
  check('a list', body('[]'));
  check('a number', body('5'));
  check('null', body('null'));
  check('an object without data', body('{}'));
  check('errors that are a text', body(`{"errors":"${SECRET}"}`));
  check('errors that hold null', body('{"errors":[null]}'));
  check('no errors and no data', body('{"errors":[]}'));
  check('data that is a list', body('{"data":[]}'));
  check('data that is a text', body(`{"data":"${SECRET}"}`));
  check('truncated JSON', body('{"data":{"e0":[{"inStock":1},'));
  check('NaN', body('{"data":{"e0":[{"inStock":NaN},{"inStock":1}]}}'));
  check('two values', body('{"data":{}}{"data":{}}'));
  check('HTML', body(`<html>${SECRET}</html>`, { 'content-type': 'text/html' }));
  check('HTML that says it is JSON', body(`<html>${SECRET}</html>`));
  check(
    'JSON that says it is HTML',
    body('{"data":{"e0":[{"inStock":1},{"inStock":2}]}}', { 'content-type': 'text/html' }),
  );
  check('UTF-16', body(Buffer.from('{"data":{}}', 'utf16le')));
  check('bytes that are no UTF-8', body(Buffer.from([0x7b, 0xff, 0xfe, 0x7d])));
  check('200,000 nested lists', body('['.repeat(200_000) + ']'.repeat(200_000)));
  check('200,000 nested lists as data', body(`{"data":{"e0":${'['.repeat(200_000) + ']'.repeat(200_000)}}}`));
  check('an error with status 500 in JSON', (socket) =>
    reply(socket, { status: 500, body: `{"message":"${SECRET}"}` }),
  );
  check('an error with status 503 in HTML', (socket) =>
    reply(socket, { status: 503, body: `<html>${SECRET}`, headers: { 'content-type': 'text/html' } }),
  );
});

test('200,000 nested objects as a value are null with an error', async () => {
  const nest = `${'{"inStock":'.repeat(200_000)}1${'}'.repeat(200_000)}`;
  market.stock.lie((socket) => reply(socket, { body: `{"data":{"e0":[{"inStock":${nest}},{"inStock":20}]}}` }));
  expect(await ask('inStock')).toEqual({
    books: [{ inStock: null }, { inStock: 20 }],
    errors: [`books.0.inStock INVALID_SUBGRAPH_RESPONSE`],
  });
});

test('of duplicate keys the last counts, and it is checked as any other', async () => {
  market.stock.lie(async (socket, _request, honest) => {
    const text = JSON.stringify(await honest()).replaceAll('"inStock":', '"inStock":{},"inStock":');
    reply(socket, { body: text });
  });
  expect(await ask('inStock')).toEqual({ books: [{ inStock: 10 }, { inStock: 20 }], errors: [] });
});

test("a partner's own errors keep message and code, and lose what may hold internals", async () => {
  const internals = { stacktrace: [SECRET], exception: { message: SECRET }, code: 'SOLD_OUT' };
  market.stock.lie((socket) =>
    replyJson(socket, {
      data: null,
      errors: [{ message: 'None left', extensions: internals }, null, 5, { message: {} }],
    }),
  );
  const reply = await market.gateway.ask('{ books { title inStock } }');
  const { data, errors } = bodyOf(reply);
  expect(data.books).toEqual([
    { title: 'Dune', inStock: null },
    { title: 'Emma', inStock: null },
  ]);
  expect(errors![0]).toMatchObject({ message: 'None left', extensions: { code: 'SOLD_OUT', serviceName: 'stock' } });
  expect(reply.text).not.toContain(SECRET);
});

test('100,000 errors of a partner become at most 100', async () => {
  const errors = Array.from({ length: 100_000 }, (_, i) => ({
    message: `${i}`.repeat(20),
    path: ['e0', 0, 'inStock'],
  }));
  market.stock.lie((socket) => replyJson(socket, { data: null, errors }));
  expect((await ask('inStock')).errors.length).toBeLessThanOrEqual(100);
});
