/** Requests that are cheap to send and dear to look at: refused at once, and other clients never notice. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { expectRefused, expectUnharmedAfterEach, expectUnnoticed, SECRET } from '../support/after-hostility.js';
import { expectWithin } from '../support/promised-time.js';
import { startMarket, type Market } from '../support/start-market.js';

const BEFORE_PLANNING_MS = 50;
let market: Market;
beforeAll(async () => {
  market = await startMarket();
});
afterAll(() => market.stop());
expectUnharmedAfterEach(() => market.gateway);

/** Sends a bomb three times, each a little different, while another client asks. */
async function check(body: (salt: number) => unknown, status: number, code: string, withinMs = 500): Promise<void> {
  const before = asked();
  for (const salt of [0, 1, 2]) {
    const reply = await expectUnnoticed(market.gateway, market.gateway.send({ body: body(salt) }));
    expectRefused(reply, status, code);
    expectWithin(withinMs, reply.tookMs);
  }
  expect(asked()).toBe(before);
}

function asked(): number {
  return [market.books, market.stock, market.reviews].reduce((sum, { server }) => sum + server.received.length, 0);
}

const list = (count: number, of: (index: number) => string) => Array.from({ length: count }, (_, i) => of(i)).join(' ');
const nest = (depth: number, open: string, inner: string, close: string) =>
  open.repeat(depth) + inner + close.repeat(depth);

/** Each fragment is spread twice by the one before, so that there are two to the power of their number. */
function fragmentNest(salt: number): string {
  const name = (i: number) => String.fromCharCode(97 + i);
  const levels = list(14, (i) => {
    const next = `author{books{...${name(i + 1)}}}`;
    return `fragment ${name(i)} on Book{${next}b:${next}}`;
  });
  return `query q${salt}{books{...a}}${levels} fragment ${name(14)} on Book{title stars inStock}`;
}

describe('planner bombs are refused before planning:', () => {
  const refused = (title: string, query: (salt: number) => string, code: string) =>
    test(title, () => check((salt) => ({ query: query(salt) }), 400, code, BEFORE_PLANNING_MS));

  test('a nest of fragments of 984 bytes', async () => {
    const query = (salt: number) => fragmentNest(salt).padEnd(984);
    expect(query(0)).toHaveLength(984);
    await check((salt) => ({ query: query(salt) }), 400, 'MAX_ALIASES_LIMIT', BEFORE_PLANNING_MS);
  });
  refused(
    'a nest of fragments without an alias',
    (salt) =>
      `query q${salt}{books{...a0}}${list(20, (i) => `fragment a${i} on Book{...a${i + 1} ...on Book{...a${i + 1}} ...on Book{...a${i + 1}}}`)} fragment a20 on Book{title}`,
    'MAX_SELECTIONS_LIMIT',
  );
  refused(
    'thousands of aliases',
    (salt) => `query q${salt}{books{${list(2_000, (i) => `a${i}:title b${i}:stars`)}}}`,
    'MAX_ALIASES_LIMIT',
  );
  refused(
    'thousands of aliases of one object',
    (salt) => `query q${salt}{books{${list(700, (i) => `a${i}:author{name}`)}}}`,
    'MAX_ALIASES_LIMIT',
  );
  refused(
    'wide unions within each other',
    (salt) => {
      const kinds = ['Film', 'Song', 'Game', 'Play', 'Poem', 'Book'];
      const level = (i: number) =>
        `fragment w${i} on Medium{${kinds.map((kind) => `...on ${kind}{author{name media{...w${i + 1}}}}`).join(' ')}}`;
      return `query q${salt}{media{...w0}}${list(7, level)} fragment w7 on Medium{__typename}`;
    },
    'MAX_SELECTIONS_LIMIT',
  );
});

describe('validation bombs are refused:', () => {
  const refused = (title: string, query: (salt: number) => string, code: string) =>
    test(title, () => check((salt) => ({ query: query(salt) }), 400, code));

  refused(
    '6,000 times one field',
    (salt) => `query q${salt}{books{${'title '.repeat(6_000)}}}`,
    'MAX_SELECTIONS_LIMIT',
  );
  refused(
    '6,000 times one field with arguments',
    (salt) => `query q${salt}{${'book(id:1){title}'.repeat(6_000)}}`,
    'MAX_TOKENS_LIMIT',
  );
  refused(
    'one field in 90 inline fragments, each with other arguments',
    (salt) => `query q${salt}{${list(90, (i) => `...on Query{book(id:${i}){${'title '.repeat(50)}}}`)}}`,
    'GRAPHQL_VALIDATION_FAILED',
  );
  refused(
    'inline fragments 20,000 deep',
    (salt) => `query q${salt}${nest(20_000, '{...', '{a}', '}')}`,
    'MAX_DEPTH_LIMIT',
  );
  refused('fields 20,000 deep', (salt) => `query q${salt}${nest(20_000, '{books', '{id}', '}')}`, 'MAX_DEPTH_LIMIT');
  refused('20,000 braces that are never closed', (salt) => `query q${salt}${'{a'.repeat(20_000)}`, 'MAX_DEPTH_LIMIT');
  refused(
    'lists 20,000 deep',
    (salt) => `query q${salt}{book(id:${nest(20_000, '[', '', ']')}){id}}`,
    'MAX_DEPTH_LIMIT',
  );
  refused(
    'a list literal of 50,000',
    (salt) => `query q${salt}{search(like:{ids:[${'1 '.repeat(50_000)}]}){__typename}}`,
    'MAX_TOKENS_LIMIT',
  );
  refused(
    'a chain of 5,000 fragments',
    (salt) => `query q${salt}{...a0}${list(5_000, (i) => `fragment a${i} on Query{...a${i + 1}}`)}`,
    'MAX_TOKENS_LIMIT',
  );
  refused(
    'a chain of 1,500 fragments',
    (salt) => `query q${salt}{...a0}${list(1_500, (i) => `fragment a${i} on Query{...a${i + 1}}`)}`,
    'MAX_DEPTH_LIMIT',
  );
  refused(
    '2,000 fragments that nobody spreads',
    (salt) => `query q${salt}{books{title}}${list(2_000, (i) => `fragment a${i} on Book{title}`)}`,
    'GRAPHQL_VALIDATION_FAILED',
  );
  refused(
    '3,500 variables of types that are not there',
    (salt) => `query q${salt}(${list(3_500, (i) => `$a${i}:T${i}`)}){books{title}}`,
    'GRAPHQL_VALIDATION_FAILED',
  );
  refused(
    'a string of 150,000 escaped letters',
    (salt) => `query q${salt}{book(id:"${'\\u0041'.repeat(140_000)}"){nothing}}`,
    'GRAPHQL_VALIDATION_FAILED',
  );
  refused(
    '500,000 commas',
    (salt) => `query q${salt}{books{nothing${','.repeat(500_000)}}}`,
    'GRAPHQL_VALIDATION_FAILED',
  );
  refused('100,000 lines of comments', (salt) => `${'#\n'.repeat(100_000)}query q${salt}{`, 'GRAPHQL_PARSE_FAILED');
});

describe('variables that are bombs are refused:', () => {
  const query =
    'query($like: BookFilter, $id: ID = "1") { search(like: $like) { __typename } book(id: $id) { title } }';
  const refused = (title: string, variables: (salt: number) => string, code: string) =>
    test(title, () => check((salt) => `{"query":${JSON.stringify(query)},"variables":${variables(salt)}}`, 400, code));

  refused('100,000 deep', (salt) => `{"like":${nest(100_000, '{"and":[', String(salt), ']}')}}`, 'BAD_REQUEST');
  refused('lists 100,000 deep', (salt) => `{"like":${nest(100_000, '[', String(salt), ']')}}`, 'BAD_REQUEST');
  refused('100,000 deep and never closed', (salt) => `{"like":${salt}${'['.repeat(100_000)}`, 'BAD_REQUEST');
  refused(
    '100,000 wrong values',
    (salt) =>
      `{"like":{"ids":[${Array(100_000)
        .fill(`{"${SECRET}":${salt}}`)
        .join(',')
        .slice(0, 1_000_000 - 20 - SECRET.length)}"}]}}`.replace(/\{[^{]*$/, '1]}}'),
    'BAD_USER_INPUT',
  );
  refused(
    '100,000 names that collide',
    (salt) => {
      const names = Array.from({ length: 60_000 }, (_, i) => `"${i * 0x10000 + salt}":1`);
      return `{"like":{${names.join(',')}}}`;
    },
    'BAD_USER_INPUT',
  );
  refused('a number of 500,000 digits', (salt) => `{"id":{"a":1${'0'.repeat(500_000)}${salt}}}`, 'BAD_REQUEST');
});
