/** Names that every object of JavaScript has, or that set its prototype, are names like others. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { bodyOf, expectUnharmedAfterEach, SECRET } from '../support/after-hostility.js';
import { startMarket, type Market } from '../support/start-market.js';

let market: Market;
beforeAll(async () => {
  market = await startMarket();
});
afterAll(() => market.stop());
expectUnharmedAfterEach(() => market.gateway);

const NAMES = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'valueOf',
  'hasOwnProperty',
  'isPrototypeOf',
  '__defineGetter__',
  '__defineSetter__',
  '__lookupGetter__',
  'toJSON',
  'then',
  'length',
  'own',
  'define',
  'tree',
  'arguments',
  'eval',
];

async function answered(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const reply = await market.gateway.ask(query, variables);
  expect(bodyOf(reply).errors).toBeUndefined();
  return reply.text;
}

test('as aliases at every level and in lists that two subgraphs fill are own keys of the answer', async () => {
  for (const name of NAMES) {
    const text = await answered(
      `{ ${name}: books { ${name}: author { ${name}: name } stars: inStock a: stars reviews { ${name}: text } } }`,
    );
    const book = (stock: number, stars: number) =>
      `{"${name}":{"${name}":"Herbert"},"stars":${stock},"a":${stars},"reviews":[{"${name}":"Good"}]}`;
    expect(text).toBe(`{"data":{"${name}":[${book(10, 1.5)},${book(20, 2.5)}]}}`);
  }
});

test('as aliases of a field that another subgraph fills, with an object below, are own keys', async () => {
  for (const name of NAMES) {
    const text = await answered(`{ book(id: "1") { ${name}: shelf { ${name}: label row } title } }`);
    expect(text).toBe(`{"data":{"book":{"${name}":{"${name}":"A","row":1},"title":"Dune"}}}`);
  }
});

test('all at once as aliases of one object are own keys in the order of the operation', async () => {
  const aliases = NAMES.map((name, i) => `${name}: ${['title', 'inStock', 'stars'][i % 3]}`).join(' ');
  const values = NAMES.map((name, i) => `"${name}":${['"Dune"', 10, 1.5][i % 3]}`).join(',');
  expect(await answered(`{ book(id: "1") { ${aliases} } }`)).toBe(`{"data":{"book":{${values}}}}`);
});

test('as the names of operations, fragments and variables run', async () => {
  for (const name of NAMES) {
    const text = await answered(
      `query ${name}($${name}: ID!) { book(id: $${name}) { ...${name} } } fragment ${name} on Book { title inStock }`,
      JSON.parse(`{"${name}":"1"}`) as Record<string, unknown>,
    );
    expect(text).toBe('{"data":{"book":{"title":"Dune","inStock":10}}}');
  }
});

test('as variables that nobody declared change nothing', async () => {
  const hostile = JSON.parse(
    `{"__proto__":{"polluted":"${SECRET}"},"constructor":{"prototype":{"polluted":"${SECRET}"}},"id":"1"}`,
  ) as Record<string, unknown>;
  const text = await answered('query($id: ID!) { book(id: $id) { title inStock } }', hostile);
  expect(text).toBe('{"data":{"book":{"title":"Dune","inStock":10}}}');
});

test('as keys of an input object are refused', async () => {
  for (const key of ['__proto__', 'constructor', 'toString']) {
    const variables = JSON.parse(`{"like":{"${key}":{"polluted":"${SECRET}"}}}`) as Record<string, unknown>;
    const reply = await market.gateway.ask(
      'query($like: BookFilter) { search(like: $like) { __typename } }',
      variables,
    );
    expect(bodyOf(reply).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(reply.text).not.toContain(SECRET);
  }
});

test('as keys of objects that a subgraph sends unasked are dropped', async () => {
  market.stock.lie(async (socket, _request, honest) => {
    const { data } = await honest();
    const extra =
      '"__proto__":{"stars":99,"title":"Hacked"},"constructor":{"prototype":{"title":"Hacked"}},"toString":1,';
    const body = JSON.stringify({ data }).replaceAll('{"inStock"', `{${extra}"inStock"`);
    socket.write(`HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`);
  });
  expect(await answered('{ books { inStock title stars } }')).toBe(
    '{"data":{"books":[{"inStock":10,"title":"Dune","stars":1.5},{"inStock":20,"title":"Emma","stars":2.5}]}}',
  );
  market.calm();
});
