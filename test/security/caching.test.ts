/** What is kept between requests is never seen by whom it does not concern. */
import { afterEach, beforeAll, afterAll, describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cache as cacheSettings } from '../../gateway/settings/cache.js';
import { bodyOf, SECRET } from '../support/after-hostility.js';
import { reply } from '../support/hostile-server.js';
import { KEPT, startCachedShop, type CachedShop, type CachedShopOptions } from '../support/start-cached-shop.js';
import { NEVER_OVER } from '../support/gateway-process.js';
import { startMarket, type Market } from '../support/start-market.js';
import { startProtectedGraph, type SubgraphBehaviour } from '../support/start-protected-graph.js';
import { SUPPRESS } from './suppression/surveys.js';
import { temporaryFolders } from '../support/temporary-folder.js';

const newFolder = temporaryFolders();

describe('500 callers at once, where the token is forwarded', () => {
  let market: Market;
  beforeAll(async () => {
    market = await startMarket({
      overload: NEVER_OVER,
      headers: { forward: ['authorization'] },
      dedupe: { fetches: true, operations: true },
      cache: { enabled: true, subgraphDefaults: { maxAgeSeconds: 600, staleIfErrorSeconds: 600 } },
    });
    market.books.lie((socket, { headers }) => {
      const book = { __typename: 'Book', id: '1', title: headers['authorization'] };
      const body = JSON.stringify({ data: { books: [book] } });
      setTimeout(() => reply(socket, { body, headers: KEPT }), Math.random() * 50);
    });
    market.stock.lie((socket, { headers, body }) => {
      const key = /\w+(?=: *_entities\()/.exec(body)?.[0] ?? '_entities';
      const data = { [key]: [{ __typename: 'Book', isbn: headers['authorization'] }] };
      reply(socket, { body: JSON.stringify({ data }), headers: KEPT });
    });
  });
  afterAll(() => market.stop());

  const tokens = Array.from({ length: 500 }, (_, i) => `Bearer ${SECRET}-${i}`);
  const ask = (authorization: string) =>
    market.gateway.send({ body: { query: '{ books { title isbn } }' }, headers: { authorization } });
  const titles = (replies: Awaited<ReturnType<typeof ask>>[]) =>
    replies.map((one) => bodyOf(one).data.books[0] as { title: string; isbn: string });
  const own = tokens.map((token) => ({ title: token, isbn: token }));
  const received = () => market.books.server.received.length + market.stock.server.received.length;

  test('each get their own answer, the second time from what was kept for them alone', async () => {
    const before = received();
    expect(titles(await Promise.all(tokens.map(ask)))).toEqual(own);
    expect(received() - before).toBe(1_000);
    const mixed = tokens.toSorted(() => Math.random() - 0.5);
    expect(titles(await Promise.all(mixed.map(ask)))).toEqual(mixed.map((token) => ({ title: token, isbn: token })));
    expect(received() - before).toBe(1_000);
  });

  test('nor does what has expired go to another when subgraphs fail', async () => {
    market.books.lie((socket) => socket.destroy());
    const { data } = bodyOf(await ask('Bearer of nothing')) as { data: unknown };
    expect(JSON.stringify(data)).not.toContain(SECRET);
  });
});

describe('what is protected', () => {
  let shop: CachedShop;
  afterEach(() => shop.stop());
  const start = async (cache: CachedShopOptions['cache'] = {}, change?: CachedShopOptions['change']): Promise<void> => {
    const subgraphDefaults = { maxAgeSeconds: 600, staleIfErrorSeconds: 600 };
    shop = await startCachedShop({
      folder: newFolder(),
      cache: { subgraphDefaults, ...cache },
      ...(change && { change }),
    });
  };
  const SECRETS = [
    '{ secret }',
    '{ product(upc: "p1") { owner } }',
    '{ product(upc: "p1") { aisle } }',
    '{ a: product(upc: "p1") { ...F } } fragment F on Product { b: aisle owner }',
    '{ node(upc: "p1") { ... on Product { owner aisle } } }',
  ];

  test.each(SECRETS)('is asked for each time, and shown to nobody else: %s', async (query) => {
    await start();
    const reader = { scopes: ['secret'] };
    const { body } = await shop.ask(query, reader);
    expect(body.errors).toBeUndefined();
    const asked = shop.asked();
    expect((await shop.ask(query, reader)).headers.get('cache-control')).toBe('no-store');
    expect(shop.asked().at(-1)).toBe(asked.at(-1));
    for (const as of [{ scopes: null }, { scopes: [] }, { scopes: ['other'] }]) {
      const denied = await shop.ask(query, as);
      expect(JSON.stringify(denied.body.data)).not.toMatch(/"secret":"|Ann|"A"/);
      expect(denied.body.errors).not.toEqual([]);
    }
  });

  test('does not stand in for a subgraph that fails', async () => {
    await start();
    await shop.ask('{ secret }', { scopes: ['secret'] });
    shop.behaviour.products = { fault: { kind: 'reset' } };
    expect((await shop.ask('{ secret }', { scopes: ['secret'] })).body).toMatchObject({ data: { secret: null } });
  });

  test('what somebody without scopes had kept is open to all, and nothing more', async () => {
    await start();
    const query = '{ product(upc: "p1") { name owner } }';
    await shop.ask(query);
    expect((await shop.ask(query, { scopes: ['secret'] })).body.data).toEqual({
      product: { name: 'Chair', owner: 'Ann' },
    });
    expect((await shop.ask(query)).body.data).toEqual({ product: { name: 'Chair', owner: null } });
  });

  test('reads of special categories are written down each time', async () => {
    const folder = join(newFolder(), 'audit');
    await start({}, (config) => ({ ...config, audit: { ...config.audit, folder } }));
    for (let i = 0; i < 3; i++) await shop.ask('{ group hinted }');
    const lines = readdirSync(folder).flatMap((file) => readFileSync(join(folder, file), 'utf8').trim().split('\n'));
    expect(lines).toHaveLength(3);
    expect(shop.asked()).toHaveLength(3);
  });

  test('where the same document is asked by two callers in turn, each gets their own answer', async () => {
    await start();
    const query = '{ product(upc: "p1") { name inStock owner aisle } hinted }';
    const known = { name: 'Chair', inStock: 1 };
    for (let i = 0; i < 50; i++) {
      expect((await shop.ask(query, { scopes: ['secret'] })).body.data.product).toEqual({
        ...known,
        owner: 'Ann',
        aisle: 'A',
      });
      expect((await shop.ask(query, { scopes: [] })).body.data.product).toEqual({ ...known, owner: null, aisle: null });
    }
  });
});

test('what is private stays out under any name of @cacheControl', async () => {
  const sdl = `extend schema
    @link(url: "https://specs.apollo.dev/federation/v2.12", import: ["@composeDirective"])
    @link(url: "https://joinery.example/cacheControl/v1.0", import: [{ name: "@cacheControl", as: "@cc" }])
    @composeDirective(name: "@cc")
    directive @cc(maxAge: Int, scope: Scope) on FIELD_DEFINITION
    enum Scope { PUBLIC PRIVATE }
    type Query { mine: String @cc(scope: PRIVATE) }`;
  const graph = await startProtectedGraph({
    subgraphs: { one: { sdl, fields: { 'Query.mine': 'mine' } } },
    folder: newFolder(),
    behaviour: () => ({ headers: KEPT }),
    change: (config) => ({ ...config, cache: cacheSettings.parse({ enabled: true }) }),
  });
  try {
    await graph.ask('{ mine }');
    expect((await graph.ask('{ mine }')).headers.get('cache-control')).toBe('private, max-age=60');
    expect(graph.received()).toHaveLength(2);
  } finally {
    await graph.stop();
  }
});

test('what has expired is said beside figures that are suppressed', async () => {
  const field = (name: string, value: number) => ({
    sdl: `type Query { ${name}: Int }`,
    fields: { [`Query.${name}`]: value },
  });
  const patients = { ...field('patients', 3), sdl: `${SUPPRESS} type Query { patients: Int @suppress }` };
  let stock: SubgraphBehaviour = { headers: { 'cache-control': 'max-age=1' } };
  const subgraphDefaults = { staleIfErrorSeconds: 60 };
  const graph = await startProtectedGraph({
    subgraphs: { patients, stock: field('stock', 5) },
    folder: newFolder(),
    behaviour: (name) => (name === 'stock' ? stock : {}),
    change: (config) => ({ ...config, cache: cacheSettings.parse({ enabled: true, subgraphDefaults }) }),
  });
  try {
    await graph.ask('{ patients stock }');
    await sleep(1_100);
    stock = { fault: { kind: 'reset' } };
    const { body } = await graph.ask('{ patients stock }');
    expect(body).toMatchObject({
      data: { patients: null, stock: 5 },
      extensions: { stale: [{ path: 'stock' }], suppressed: [{}] },
    });
  } finally {
    await graph.stop();
  }
});

describe('what a subgraph answers', () => {
  let shop: CachedShop;
  afterEach(() => shop.stop());
  const lies = (key: string, entity: unknown): void => {
    const body = JSON.stringify({ data: { [key]: [entity] }, extra: 1 });
    shop.behaviour.stock = { headers: KEPT, fault: { kind: 'answer', body } };
  };

  test('besides what it was asked for is kept for nobody', async () => {
    shop = await startCachedShop({ folder: newFolder(), cache: { subgraphDefaults: { maxAgeSeconds: 60 } } });
    lies('e0', { __typename: 'Product', inStock: 5, name: 'Poison', owner: 'Poison', upc: 'p2' });
    const query = '{ product(upc: "p1") { name inStock } }';
    for (let i = 0; i < 3; i++) expect(await shop.data(query)).toEqual({ product: { name: 'Chair', inStock: 5 } });
    expect(shop.asked().filter((name) => name === 'stock')).toHaveLength(1);
    shop.behaviour.stock = { headers: KEPT };
    expect(await shop.data('{ product(upc: "p2") { upc name inStock } }')).toEqual({
      product: { upc: 'p2', name: 'Table', inStock: 2 },
    });
  });

  test.each([
    { inStock: 'many' },
    { inStock: 1.5 },
    { inStock: [1] },
    { inStock: { is: 1 } },
    { upc: 'p1' },
    {},
    [],
    7,
  ])('that is not what it was asked for is kept for nobody: %j', async (entity) => {
    shop = await startCachedShop({ folder: newFolder(), cache: { subgraphDefaults: { maxAgeSeconds: 60 } } });
    lies('e0', entity);
    const { headers } = await shop.ask('{ product(upc: "p1") { inStock } }');
    expect(headers.get('cache-control')).toBe('no-store');
    shop.behaviour.stock = { headers: KEPT };
    expect(await shop.data('{ product(upc: "p1") { inStock } }')).toEqual({ product: { inStock: 1 } });
  });

  test.each([{ top: [{ upc: 'p1' }] }, { top: {} }, { top: [{ upc: 1.5, name: 'Chair' }] }, {}])(
    'to root fields that is not what it was asked for is kept for nobody: %j',
    async (data) => {
      shop = await startCachedShop({ folder: newFolder(), cache: { subgraphDefaults: { maxAgeSeconds: 60 } } });
      shop.behaviour.products = { headers: KEPT, fault: { kind: 'answer', body: JSON.stringify({ data }) } };
      await shop.ask('{ top(first: 1) { upc name } }');
      shop.behaviour.products = { headers: KEPT };
      expect(await shop.data('{ top(first: 1) { upc name } }')).toEqual({ top: [{ upc: 'p1', name: 'Chair' }] });
    },
  );

  test('of an entity that there is not is kept for nobody, nor the whole answer', async () => {
    shop = await startCachedShop({ folder: newFolder() });
    delete shop.inStock['p1'];
    expect(await shop.data('{ product(upc: "p1") { inStock } }')).toEqual({ product: { inStock: null } });
    shop.inStock['p1'] = 7;
    expect(await shop.data('{ product(upc: "p1") { inStock } }')).toEqual({ product: { inStock: 7 } });
  });

  test('with too many entities is kept for nobody', async () => {
    shop = await startCachedShop({ folder: newFolder(), cache: { subgraphDefaults: { maxAgeSeconds: 60 } } });
    const body = JSON.stringify({ data: { e0: [{ inStock: 5 }, { inStock: 6 }] } });
    shop.behaviour.stock = { headers: KEPT, fault: { kind: 'answer', body } };
    await shop.ask('{ product(upc: "p1") { inStock } }');
    shop.behaviour.stock = { headers: KEPT };
    expect(await shop.data('{ product(upc: "p1") { inStock } }')).toEqual({ product: { inStock: 1 } });
  });
});

test('another supergraph uses nothing that was kept under the one before', async () => {
  const shop = await startCachedShop({ folder: newFolder() });
  try {
    await shop.ask('{ hinted }');
    const { composeSubgraphs } = await import('../federation/support/compose.js');
    const changed = composeSubgraphs(shop.subgraphs).replace(
      'hinted: String',
      'hinted: String @tag(name: "special-category")',
    );
    expect(changed).toContain('special-category');
    await shop.load(changed);
    shop.asked();
    await shop.ask('{ hinted }');
    await shop.ask('{ hinted }');
    expect(shop.asked()).toEqual(['products', 'products']);
  } finally {
    await shop.stop();
  }
});
