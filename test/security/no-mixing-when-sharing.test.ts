/** Callers who share all that may be shared never get what belongs to another. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { bodyOf, expectUnharmedAfterEach, SECRET } from '../support/after-hostility.js';
import { reply } from '../support/hostile-server.js';
import { NEVER_OVER } from '../support/gateway-process.js';
import { startMarket, type Market } from '../support/start-market.js';

let market: Market;
beforeAll(async () => {
  market = await startMarket({
    overload: NEVER_OVER,
    headers: { forward: ['authorization'] },
    dedupe: { fetches: true, operations: true },
  });
});
afterAll(() => market.stop());
expectUnharmedAfterEach(() => market.gateway);

/** Has `books` answer with the token of each request, in any order. */
function echoTokens(): void {
  market.books.lie((socket, { headers }) => {
    const book = { __typename: 'Book', id: '1', title: headers['authorization'] };
    setTimeout(() => reply(socket, { body: JSON.stringify({ data: { books: [book] } }) }), Math.random() * 50);
  });
}

const ask = (token: string) =>
  market.gateway.send({
    body: { query: '{ books { title } }' },
    headers: { authorization: `Bearer ${token}` },
  });

const tokens = Array.from({ length: 500 }, (_, i) => `${SECRET}-${i}`);

test('500 callers who ask for the same at once each get their own answer', async () => {
  echoTokens();
  const before = market.books.server.received.length;
  const replies = await Promise.all(tokens.map(ask));
  expect(replies.map((one) => bodyOf(one).data.books[0].title)).toEqual(tokens.map((token) => `Bearer ${token}`));
  expect(market.books.server.received.length - before).toBe(500);
});

test('100 callers who each ask five times at once share with themselves alone', async () => {
  echoTokens();
  const before = market.books.server.received.length;
  const fiveEach = tokens.map((_, i) => tokens[i % 100]!);
  const replies = await Promise.all(fiveEach.map(ask));
  expect(replies.map((one) => bodyOf(one).data.books[0].title)).toEqual(fiveEach.map((token) => `Bearer ${token}`));
  expect(market.books.server.received.length - before).toBeLessThan(500);
  expect(new Set(replies.map(({ headers }) => headers['x-request-id'])).size).toBe(500);
});
