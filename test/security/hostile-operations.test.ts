/** Operations made to hurt: refused in time, with a clean message, while everybody else is served. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { expectWorkWithin } from '../support/promised-time.js';
import { startBookshop, type Bookshop } from '../support/start-bookshop.js';

let shop: Bookshop;
beforeAll(async () => {
  shop = await startBookshop();
});
afterAll(() => shop.stop());

/** How long one operation may hold the event loop; the best of a few tries, for others may slow down the processor. */
const HELD_MAX_MS = 100;
const TRIES = 3;

const list = (count: number, of: (index: number) => string) => Array.from({ length: count }, (_, i) => of(i)).join(' ');
const nest = (depth: number, open: string, inner: string, close: string) =>
  open.repeat(depth) + inner + close.repeat(depth);

/** Under a kilobyte that stands for a quarter of a million fields. */
const FRAGMENT_NEST = `{book(id:1){...a}}${list(16, (i) => fragment(letter(i), `author{books{...${letter(i + 1)}}}b:author{books{...${letter(i + 1)}}}`))}${fragment(letter(16), 'id')}`;

function letter(index: number): string {
  return String.fromCharCode(97 + index);
}

function fragment(name: string, selections: string): string {
  return `fragment ${name} on Book{${selections}}`;
}

const checkRefused = (title: string, query: string, code: string, variables?: unknown) =>
  test(title, async () => {
    const before = shop.books.requests.length;
    let { answer, heldMs } = await watched(() => shop.post({ query, variables }));
    for (let i = 1; i < TRIES && heldMs >= HELD_MAX_MS; i++) {
      // Another document to the gateway, which remembers those that it refused.
      const salted = `${query} #${i}`;
      ({ answer, heldMs } = await watched(() => shop.post({ query: salted, variables })));
    }
    expect([answer.status, answer.body.errors[0].extensions.code]).toEqual([400, code]);
    expect(JSON.stringify(answer.body)).not.toMatch(/call stack|RangeError|at \w+ \(/);
    expect(JSON.stringify(answer.body).length).toBeLessThan(2_000);
    expectWorkWithin(HELD_MAX_MS, heldMs);
    expect(shop.books.requests.length).toBe(before);
    expect((await shop.post({ query: '{ __typename }' })).body).toEqual({ data: { __typename: 'Query' } });
  });

describe('refused, holding the event loop for less than 100 ms:', () => {
  checkRefused('a field 6,000 times', `{${'slow '.repeat(6_000)}}`, 'MAX_SELECTIONS_LIMIT');
  checkRefused('fields of the root type', `{${list(101, (i) => `a${i}:slow`)}}`, 'MAX_ROOT_FIELDS_LIMIT');
  checkRefused('thousands of aliases', `{book(id:1){${list(4_000, (i) => `a${i}:id`)}}}`, 'MAX_ALIASES_LIMIT');
  checkRefused('fields nested 20,000 deep', nest(20_000, '{a', '', '}'), 'MAX_DEPTH_LIMIT');
  checkRefused('fields nested 60 deep', `{book(id:1)${nest(30, '{author{books', '{id}', '}}')}}`, 'MAX_DEPTH_LIMIT');
  checkRefused('inline fragments nested 20,000 deep', nest(20_000, '{...', '{a}', '}'), 'MAX_DEPTH_LIMIT');
  checkRefused('lists nested 20,000 deep', `{book(id:${nest(20_000, '[', '', ']')}){id}}`, 'MAX_DEPTH_LIMIT');
  checkRefused('objects nested 20,000 deep', `{book(id:${nest(20_000, '{a:', '1', '}')}){id}}`, 'MAX_DEPTH_LIMIT');
  checkRefused(
    'types of variables nested 20,000 deep',
    `query($a:${nest(20_000, '[', 'Int', ']')}){slow}`,
    'MAX_DEPTH_LIMIT',
  );
  checkRefused('brackets that are never closed', '{a'.repeat(20_000), 'MAX_DEPTH_LIMIT');
  checkRefused('a list literal of 50,000', `{books(like:{ids:[${'1,'.repeat(50_000)}]}){id}}`, 'MAX_TOKENS_LIMIT');
});

describe('of fragments and numbers, refused in that time too:', () => {
  checkRefused(
    'a chain of 5,000 fragments',
    `{...a0}${list(5_000, (i) => `fragment a${i} on Query{...a${i + 1}}`)}`,
    'MAX_TOKENS_LIMIT',
  );
  checkRefused(
    'a chain of 1,200 fragments',
    `{...a0}${list(1_200, (i) => `fragment a${i} on Query{...a${i + 1}}`)}`,
    'MAX_DEPTH_LIMIT',
  );
  checkRefused(
    'fragments in one another in a circle',
    '{...a} fragment a on Query{...b} fragment b on Query{...a}',
    'GRAPHQL_VALIDATION_FAILED',
  );
  checkRefused(
    'fragments in their own fields',
    '{book(id:1){...a}} fragment a on Book{author{books{...a}}}',
    'GRAPHQL_VALIDATION_FAILED',
  );
  checkRefused('a nest of fragments', FRAGMENT_NEST, 'MAX_ALIASES_LIMIT');
  checkRefused(
    'a shallow nest of fragments',
    `{book(id:1){...a}}${list(12, (i) =>
      fragment(
        letter(i),
        list(5, (j) => `b${j}:author{books{...${letter(i + 1)}}}`),
      ),
    )}${fragment(letter(12), 'id')}`,
    'MAX_ALIASES_LIMIT',
  );
  checkRefused(
    'a wide nest of fragments',
    `{book(id:1){...a}}${list(14, (i) => fragment(letter(i), `...${letter(i + 1)} ... on Book{...${letter(i + 1)}} ... on Book{...${letter(i + 1)}}`))}${fragment(letter(14), 'id')}`,
    'MAX_SELECTIONS_LIMIT',
  );
  checkRefused('directives without number', `{slow ${'@include(if:true)'.repeat(600)}}`, 'MAX_DIRECTIVES_LIMIT');
  checkRefused(
    'operations without number',
    list(200, (i) => `query a${i}{slow}`),
    'MAX_OPERATIONS_LIMIT',
  );
  checkRefused(
    'unknown fields without number',
    `{book(id:1){${list(4_900, (i) => `x${i}`)}}}`,
    'GRAPHQL_VALIDATION_FAILED',
  );
  checkRefused('values of a wrong type without number', 'query($f: BookFilter){books(like:$f){id}}', 'BAD_USER_INPUT', {
    f: { ids: Array(100_000).fill(true) },
  });
  checkRefused(
    'variables without number',
    `query(${list(3_000, (i) => `$v${i}:Int`)}){slow}`,
    'GRAPHQL_VALIDATION_FAILED',
  );
});

describe('refused before they are planned:', () => {
  checkRefused('a subscription where there is none', 'subscription{slow}', 'GRAPHQL_VALIDATION_FAILED');
  checkRefused('the type of what there is none of', 'subscription{__typename}', 'GRAPHQL_VALIDATION_FAILED');
  checkRefused('a number beyond all others', '{books(like:{below:1e400}){id}}', 'GRAPHQL_VALIDATION_FAILED');
  checkRefused('a number of 400 digits', `{books(like:{below:-${'9'.repeat(400)}}){id}}`, 'GRAPHQL_VALIDATION_FAILED');
  checkRefused(
    'such a number as a default',
    'query($f:BookFilter={below:1e400}){books(like:$f){id}}',
    'GRAPHQL_VALIDATION_FAILED',
  );
});

describe('answered all the same:', () => {
  const check = (title: string, query: string, data: unknown) =>
    test(title, async () => {
      expect((await shop.post({ query })).body).toEqual({ data });
    });

  check('a field 4,000 times', `{book(id:1){${'id '.repeat(4_000)}}}`, { book: { id: '1' } });
  check(
    'many fragments on one object',
    `{book(id:1){${list(400, (i) => `...f${i}`)}}}${list(400, (i) => fragment(`f${i}`, 'id title'))}`,
    { book: { id: '1', title: 'Dune' } },
  );
  check('brackets in strings and comments', `# {{{{{\n{book(id:"${'['.repeat(300)}"){id}} # ${'{'.repeat(300)}`, {
    book: { id: '1' },
  });
});

test('a document that was refused is not judged again', async () => {
  const query = `{book(id:1){${list(4_900, (i) => `y${i}`)}}}`;
  await shop.post({ query });
  const { heldMs } = await watched(async () => {
    for (let i = 0; i < 50; i++) expect((await shop.post({ query })).status).toBe(400);
  });
  expectWorkWithin(20, heldMs / 50);
});

/** Measures how long this thread works, asking and answering; no turn of its event loop can be longer. */
async function watched<Answer>(work: () => Promise<Answer>): Promise<{ answer: Answer; heldMs: number }> {
  const before = process.threadCpuUsage();
  const answer = await work();
  const { user, system } = process.threadCpuUsage(before);
  return { answer, heldMs: (user + system) / 1_000 };
}
