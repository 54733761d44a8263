/** Documents by their hash or identifier, and the documents that are never run. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { hash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GatewayConfig } from '../../gateway/config.js';
import { startBookshop, type Bookshop } from '../support/start-bookshop.js';
import { temporaryFolders } from '../support/temporary-folder.js';

const newFolder = temporaryFolders();
const sha256 = (text: string) => hash('sha256', text);
const persisted = (query: string, version: unknown = 1) => ({ persistedQuery: { version, sha256Hash: sha256(query) } });

const BOOKS = 'query Books { books { title } }';
const BOOK = 'query Book($id: ID!) { book(id: $id) { title } }';
const LEND = 'mutation Lend { lend(id: 1) { id } }';
const OTHER = '{ __typename }';
const BOOKS_DATA = { data: { books: [{ title: 'Dune' }] } };

function manifestFile(content: unknown): string {
  const file = join(newFolder(), 'manifest.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

const apolloManifest = (...bodies: string[]) => ({
  format: 'apollo-persisted-query-manifest',
  version: 1,
  operations: bodies.map((body) => ({ id: sha256(body), name: 'A', type: 'query', body, clientName: 'web' })),
});

/** A gateway for all tests of a block. */
function shopWith(change: (config: GatewayConfig) => GatewayConfig): () => Bookshop {
  let shop: Bookshop;
  beforeAll(async () => {
    shop = await startBookshop(change);
  });
  afterAll(() => shop.stop());
  return () => shop;
}

const outcome = ({ status, body }: Awaited<ReturnType<Bookshop['post']>>) => [
  status,
  body.errors?.[0].extensions.code ?? body,
];

describe('automatic persisted queries', () => {
  const shop = shopWith((config) => config);

  test('are run by hash after someone sent the text with it', async () => {
    const unknown = await shop().post({ extensions: persisted(BOOKS) });
    expect(outcome(unknown)).toEqual([200, 'PERSISTED_QUERY_NOT_FOUND']);
    expect(unknown.body.errors[0].message).toBe('PersistedQueryNotFound');
    expect((await shop().post({ query: BOOKS, extensions: persisted(BOOKS) })).body).toEqual(BOOKS_DATA);
    expect((await shop().post({ extensions: persisted(BOOKS) })).body).toEqual(BOOKS_DATA);
    const url = `/graphql?extensions=${encodeURIComponent(JSON.stringify(persisted(BOOKS)))}`;
    expect(await (await shop().send({ path: url })).json()).toEqual(BOOKS_DATA);
    expect((await shop().post({ documentId: `sha256:${sha256(BOOKS)}` })).body).toEqual(BOOKS_DATA);
  });

  test('are not kept when they are not valid', async () => {
    const query = '{ nothing }';
    expect((await shop().post({ query, extensions: persisted(query) })).status).toBe(400);
    expect(outcome(await shop().post({ extensions: persisted(query) }))).toEqual([200, 'PERSISTED_QUERY_NOT_FOUND']);
  });

  test('are never another text than the hash says', async () => {
    expect(outcome(await shop().post({ query: OTHER, extensions: persisted(BOOK) }))).toEqual([400, 'BAD_REQUEST']);
    await shop().post({ query: BOOKS, extensions: persisted(BOOKS) });
    expect(outcome(await shop().post({ query: OTHER, extensions: persisted(BOOKS) }))).toEqual([400, 'BAD_REQUEST']);
    expect((await shop().post({ extensions: persisted(BOOKS) })).body).toEqual(BOOKS_DATA);
  });

  test.each([
    ['another version', persisted(OTHER, 2)],
    ['a version as text', persisted(OTHER, '1')],
    ['no hash', { persistedQuery: { version: 1 } }],
    ['a short hash', { persistedQuery: { version: 1, sha256Hash: 'abc' } }],
    ['a hash with a name of an object', { persistedQuery: { version: 1, sha256Hash: '__proto__' } }],
    ['a text', { persistedQuery: 'a' }],
    ['a list', { persistedQuery: [] }],
  ])('are refused with %s', async (_title, extensions) => {
    expect(outcome(await shop().post({ query: OTHER, extensions }))).toEqual([400, 'BAD_REQUEST']);
  });

  test('a mutation is not run by GET', async () => {
    await shop().post({ query: LEND, extensions: persisted(LEND) });
    const url = `/graphql?extensions=${encodeURIComponent(JSON.stringify(persisted(LEND)))}`;
    expect((await shop().send({ path: url })).status).toBe(405);
  });
});

test('automatic persisted queries take no more memory than they may', async () => {
  const shop = await startBookshop((config) => ({ ...config, persistedQueries: { enabled: true, cacheBytes: 1_000 } }));
  const queries = Array.from({ length: 10 }, (_, i) => `{ a${i}: __typename }`);
  for (const query of queries) await shop.post({ query, extensions: persisted(query) });
  const found = await Promise.all(queries.map((query) => shop.post({ extensions: persisted(query) })));
  expect(found.map(({ body }) => body.data !== undefined)).toEqual([...Array(6).fill(false), ...Array(4).fill(true)]);
  await shop.stop();
});

test('automatic persisted queries can be switched off', async () => {
  const shop = await startBookshop((config) => ({
    ...config,
    persistedQueries: { enabled: false, cacheBytes: 1_000 },
  }));
  const { status, body } = await shop.post({ extensions: persisted(OTHER) });
  expect([status, body.errors[0].message]).toEqual([200, 'PersistedQueryNotSupported']);
  await shop.stop();
});

describe('trusted documents', () => {
  const manifests = [manifestFile(apolloManifest(BOOKS, LEND)), manifestFile({ 'book-1': BOOK, [sha256(BOOK)]: BOOK })];
  const shop = shopWith((config) => ({ ...config, trustedDocuments: { manifests, only: false } }));
  const answered = (request: object, wanted: unknown = BOOKS_DATA) =>
    test(`are run by ${JSON.stringify(request).slice(0, 40)}`, async () => {
      expect((await shop().post({ ...request, variables: { id: '1' } })).body).toEqual(wanted);
    });

  answered({ documentId: `sha256:${sha256(BOOKS)}` });
  answered({ documentId: sha256(BOOKS) });
  answered({ documentId: 'book-1' }, { data: { book: { title: 'Dune' } } });
  answered({ documentId: `sha256:${sha256(BOOK)}`, operationName: 'Book' }, { data: { book: { title: 'Dune' } } });
  answered({ extensions: persisted(BOOKS) });
  answered({ query: OTHER }, { data: { __typename: 'Query' } });

  test('are run by GET', async () => {
    const response = await shop().send({ path: `/graphql?documentId=sha256:${sha256(BOOKS)}` });
    expect(await response.json()).toEqual(BOOKS_DATA);
  });

  test.each([[`sha256:${sha256(OTHER)}`], ['__proto__'], ['toString'], ['']])('%p is not one', async (documentId) => {
    expect(outcome(await shop().post({ documentId }))).toEqual([404, 'PERSISTED_QUERY_NOT_IN_LIST']);
  });

  test('cannot be asked for along with a text', async () => {
    const documentId = `sha256:${sha256(BOOKS)}`;
    expect(outcome(await shop().post({ documentId, query: OTHER }))).toEqual([400, 'BAD_REQUEST']);
  });
});

describe('with trusted documents only,', () => {
  const manifests = [manifestFile(apolloManifest(BOOKS))];
  const shop = shopWith((config) => ({ ...config, trustedDocuments: { manifests, only: true } }));
  const check = (title: string, request: object, wanted: unknown[]) =>
    test(title, async () => {
      const asked = shop().books.requests.length;
      expect(outcome(await shop().post(request))).toEqual(wanted);
      expect(shop().books.requests.length > asked).toBe(wanted[0] === 200);
    });

  check('one is run by hash', { extensions: persisted(BOOKS) }, [200, BOOKS_DATA]);
  check('one is run by its text', { query: BOOKS }, [200, BOOKS_DATA]);
  check('one is run by both', { query: BOOKS, extensions: persisted(BOOKS) }, [200, BOOKS_DATA]);
  check('another text is refused', { query: 'query Books { books { id } }' }, [403, 'QUERY_NOT_IN_SAFELIST']);
  check('the text with a space more is refused', { query: `${BOOKS} ` }, [403, 'QUERY_NOT_IN_SAFELIST']);
  check('another text is refused under a trusted hash', { query: OTHER, extensions: persisted(BOOKS) }, [
    403,
    'QUERY_NOT_IN_SAFELIST',
  ]);
  check('another text is not kept', { query: OTHER, extensions: persisted(OTHER) }, [403, 'QUERY_NOT_IN_SAFELIST']);
  check('another hash is refused', { extensions: persisted(OTHER) }, [404, 'PERSISTED_QUERY_NOT_IN_LIST']);
  check('another identifier is refused', { documentId: `sha256:${sha256(OTHER)}` }, [
    404,
    'PERSISTED_QUERY_NOT_IN_LIST',
  ]);
  check('introspection is refused', { query: '{ __schema { types { name } } }' }, [403, 'QUERY_NOT_IN_SAFELIST']);
});

describe('a manifest is refused', () => {
  const check = (title: string, contents: unknown[], problem: RegExp) =>
    test(title, async () => {
      const manifests = contents.map(manifestFile);
      const starting = startBookshop((config) => ({ ...config, trustedDocuments: { manifests, only: true } }));
      await expect(starting).rejects.toThrow(problem);
      await expect(starting).rejects.toMatchObject({ code: 'FILE_WRONG_FORMAT' });
    });

  check('when it is no JSON', ['{'], /manifest\.json has no trusted documents/);
  check('of another version', [{ ...apolloManifest(BOOKS), version: 2 }], /of version 1/);
  check('when it holds something else', [{ a: { b: 'c' } }], /object of hash and text/);
  check('when it says something else than the one before', [{ a: BOOKS }, { a: BOOK }], /has a with another text/);

  test('when it is not there', async () => {
    const starting = startBookshop((config) => ({
      ...config,
      trustedDocuments: { manifests: ['/nowhere'], only: true },
    }));
    await expect(starting).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
  });
});

describe('with introspection off,', () => {
  const shop = shopWith((config) => ({ ...config, introspection: false }));
  const check = (query: string, wanted: unknown[]) =>
    test(query, async () => expect(outcome(await shop().post({ query }))).toEqual(wanted));

  check('{ __schema { types { name } } }', [400, 'INTROSPECTION_DISABLED']);
  check('{ ...f } fragment f on Query { a: __type(name: "Book") { name } }', [400, 'INTROSPECTION_DISABLED']);
  check('{ __typename }', [200, { data: { __typename: 'Query' } }]);

  test('errors suggest no names', async () => {
    const { body } = await shop().post({ query: '{ boks { title } }' });
    expect(body.errors[0].message).toBe('Cannot query field "boks" on type "Query"');
  });
});
