/** What answers must not tell: names that nobody gave away, values of variables, the machinery of federation. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { bodyOf, expectRefused, expectUnharmedAfterEach, SECRET } from '../support/after-hostility.js';
import { replyJson } from '../support/hostile-server.js';
import { startMarket, type Market } from '../support/start-market.js';

let market: Market;
beforeAll(async () => {
  market = await startMarket({ introspection: false });
});
afterAll(() => market.stop());
expectUnharmedAfterEach(() => market.gateway);

const ask = (query: string, variables = {}) => market.gateway.ask(query, variables);

describe('no answer gives a name away that was not asked for:', () => {
  const check = (title: string, query: string, variables: object = {}) =>
    test(title, async () => {
      const reply = await ask(query, variables);
      expect(reply.status).toBe(400);
      expect(bodyOf(reply).errors!.length).toBeGreaterThan(0);
      expect(reply.text).not.toMatch(/Did you mean|inStock|stars|reviews|AuthorFilter|lend|PAPER|isbn|Film/);
    });

  check('a field misspelt', '{ books { inStok star reviewz titel } }');
  check('a root field misspelt', '{ boks { id } newst { text } }');
  check('a type misspelt', '{ media { ... on Flim { title } } }');
  check('an argument misspelt', '{ book(idd: "1") { title } }');
  check('a directive misspelt', '{ books @inclde(if: true) { title } }');
  check('an enum value misspelt', 'query($b: Bindin) { books { title } }');
  check('a type of a variable misspelt', 'query($l: BookFiltr) { search(like: $l) { __typename } }');
  check('a field of an input object misspelt', '{ search(like: { titel: "x", authr: { name: "x" } }) { __typename } }');
  check('a field of a variable misspelt', 'query($l: BookFilter) { search(like: $l) { __typename } }', {
    l: { titel: 1, authr: 2 },
  });
  check('a mutation misspelt', 'mutation { lnd(id: "1") { id } }');
  check('a leaf where an object is', '{ books { author } }');
  check('a missing selection', '{ books }');
});

describe('introspection that is switched off', () => {
  const check = (title: string, query: string) =>
    test(`refuses ${title}`, async () => {
      const reply = await ask(query);
      expectRefused(reply, 400, 'INTROSPECTION_DISABLED');
      expect(reply.text).not.toMatch(/Book|Author|inStock/);
    });

  check('__schema', '{ __schema { types { name } } }');
  check('__schema under an alias', '{ books { title } a: __schema { queryType { name } } }');
  check('__type', '{ __type(name: "Book") { fields { name } } }');
  check('__type in fragments', '{ ...a } fragment a on Query { ... { __type(name: "Book") { name } } }');
  check('__schema that is skipped', '{ __typename __schema @skip(if: true) { types { name } } }');
  check('__schema by a mutation', 'mutation { lend(id: "1") { id } __schema { types { name } } }');

  test('leaves __typename', async () => {
    expect(bodyOf(await ask('{ __typename books { __typename } media { __typename } }')).data.__typename).toBe('Query');
  });
});

describe('the machinery of federation cannot be asked:', () => {
  const check = (query: string, variables: object = {}) =>
    test(query, async () => {
      const reply = await ask(query, variables);
      expectRefused(reply, 400, 'GRAPHQL_VALIDATION_FAILED');
      expect(reply.text).not.toMatch(/join__Graph|link__|type Query/);
    });

  check('{ _service { sdl } }');
  check('{ a: _service { b: sdl } }');
  check('{ ...a } fragment a on Query { _service { sdl } }');
  check('{ _entities(representations: [{ __typename: "Book", id: "1" }]) { ... on Book { title } } }');
  check('query($r: [_Any!]!) { _entities(representations: $r) { __typename } }', {
    r: [{ __typename: 'Book', id: '1' }],
  });
  check('{ books { ... on _Entity { __typename } } }');
  check('query($f: join__FieldSet) { books { title } }');
});

describe('no value of a variable or an argument comes back:', () => {
  const check = (title: string, query: string, variables: object = {}) =>
    test(title, async () => {
      const reply = await ask(query, variables);
      expect(reply.status).toBe(400);
      expect(bodyOf(reply).errors!.length).toBeGreaterThan(0);
      expect(reply.text).not.toContain(SECRET);
    });
  const like = 'query($l: BookFilter) { search(like: $l) { __typename } }';
  const id = 'query($id: ID!) { book(id: $id) { title } }';

  check('a text for an object', like, { l: SECRET });
  check('a list for an object', like, { l: [SECRET] });
  check('an object for a text', like, { l: { title: { [SECRET]: SECRET } } });
  check('objects deep inside', like, { l: { and: [{ and: [{ title: { [SECRET]: SECRET } }] }] } });
  check('an unknown field', like, { l: { unknown: SECRET } });
  check('an object for an ID', id, { id: { [SECRET]: SECRET } });
  check('a list for an ID', id, { id: [SECRET, SECRET] });
  check('a variable that is missing', id, { other: SECRET });
  check('a number with a fraction for an ID', id, { id: 1.5 });
});

test('a message of a partner that quotes a variable passes, and is not in the log', async () => {
  const message = `Refused ${SECRET}`;
  market.books.lie((socket) => replyJson(socket, { data: null, errors: [{ message, extensions: { code: 'NO' } }] }));
  const { errors } = bodyOf(
    await ask('query($note: String) { book(id: "1", note: $note) { title } }', { note: SECRET }),
  );
  expect(errors![0]).toMatchObject({ message, extensions: { code: 'NO' } });
  market.calm();
});
