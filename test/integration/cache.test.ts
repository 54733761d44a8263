/** What is kept between requests: when it is used again, and when it is not. */
import { afterEach, describe, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { startCachedShop, type CachedShop, type CachedShopOptions } from '../support/start-cached-shop.js';
import { temporaryFolders } from '../support/temporary-folder.js';

const newFolder = temporaryFolders();
let shop: CachedShop;
afterEach(() => shop.stop());

const start = async (cache: CachedShopOptions['cache'] = {}): Promise<void> => {
  shop = await startCachedShop({ folder: newFolder(), cache });
};

/** Asks twice; returns what was asked the second time. */
async function askedAgain(query: string, second = query, variables: Record<string, unknown> = {}): Promise<string[]> {
  const first = await shop.ask(query, { scopes: null, variables });
  expect((first.body as { errors?: unknown }).errors).toBeUndefined();
  shop.asked();
  const again = await shop.ask(second, { scopes: null, variables });
  if (query === second) expect(again.body).toEqual(first.body);
  return shop.asked();
}

describe('entities and root fields', () => {
  const check = (title: string, query: string, second: string, asked: readonly string[]) =>
    test(title, async () => {
      await start({ answers: false });
      expect((await askedAgain(query, second)).sort()).toEqual(asked);
    });
  const same = (title: string, query: string) => check(title, query, query, []);

  same('are used again for the same', '{ top { name inStock } }');
  same('are used again with arguments', '{ product(upc: "p1") { name shipping(express: true) } }');
  same('with a hint of the schema', '{ hinted }');
  check(
    'are used for another operation with the same parts',
    'query A { top { name inStock } }',
    'query B { top { name inStock } }',
    [],
  );
  check(
    'entities that are known are not asked for again',
    '{ top(first: 1) { inStock } }',
    '{ top(first: 2) { inStock } }',
    ['products', 'stock'],
  );
  check('other arguments are something else', '{ product(upc: "p1") { name } }', '{ product(upc: "p2") { name } }', [
    'products',
  ]);
  check('arguments of an entity too', '{ top { shipping } }', '{ top { shipping(express: true) } }', ['stock']);
  check('other fields too', '{ product(upc: "p1") { name } }', '{ product(upc: "p1") { price } }', ['products']);
  check('an alias is nothing else', '{ a: product(upc: "p1") { b: name } }', '{ product(upc: "p1") { name } }', []);
});

test('only those entities are asked for that are not known', async () => {
  await start({ answers: false });
  await shop.ask('{ top(first: 1) { inStock } }');
  shop.received();
  expect(await shop.data('{ top(first: 3) { inStock } }')).toEqual({
    top: [{ inStock: 1 }, { inStock: 2 }, { inStock: 3 }],
  });
  const [, stock] = shop.received();
  expect(stock!.calls[0]!.args['representations']).toEqual(['p2', 'p3'].map((upc) => ({ __typename: 'Product', upc })));
});

test('variables are part of what is asked', async () => {
  await start();
  const query = 'query ($upc: ID!, $with: Boolean!) { product(upc: $upc) { name price @include(if: $with) } }';
  const ask = (upc: string, more: boolean) => shop.data(query, { scopes: null, variables: { upc, with: more } });
  expect(await ask('p1', true)).toEqual({ product: { name: 'Chair', price: 10 } });
  expect(await ask('p1', false)).toEqual({ product: { name: 'Chair' } });
  expect(await ask('p2', true)).toEqual({ product: { name: 'Table', price: 20 } });
  shop.asked();
  expect(await ask('p1', true)).toEqual({ product: { name: 'Chair', price: 10 } });
  expect(shop.asked()).toEqual([]);
});

test('inputs of @requires are part of an entity', async () => {
  await start({ answers: false });
  shop.behaviour.products = {};
  await shop.data('{ product(upc: "p1") { shipping } }');
  shop.names['p1'] = 'Other';
  shop.asked();
  expect(await shop.data('{ product(upc: "p2") { shipping } }')).toEqual({ product: { shipping: 20 } });
  expect(shop.asked()).toEqual(['products', 'stock']);
});

describe('the answer says how long it counts:', () => {
  const headers = async (query: string, as?: Parameters<CachedShop['ask']>[1]) => {
    const { headers: told } = await shop.ask(query, as);
    return [told.get('cache-control'), told.get('age'), told.get('vary')];
  };
  const check = (title: string, query: string, expected: string) =>
    test(title, async () => {
      await start();
      shop.behaviour.stock = { headers: { 'cache-control': 'max-age=20' } };
      expect((await headers(query))[0]).toBe(expected);
    });

  check('the shortest of all parts', '{ product(upc: "p1") { name inStock } }', 'max-age=20');
  check('the shorter of header and schema', '{ hinted }', 'max-age=30');
  check('that it is private', '{ hinted personal }', 'private, max-age=30');
  check('nothing of what is protected', '{ hinted secret }', 'no-store');
  check('nothing of special categories', '{ group }', 'no-store');
  check('nothing of mutations', 'mutation { rename(upc: "p1", name: "Chair") { name } }', 'no-store');
  check('whatever is told of the schema', '{ hinted __schema { queryType { name } } }', 'max-age=30');

  test('and how old it is', async () => {
    await start();
    const startedAt = performance.now();
    await shop.ask('{ hinted }');
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const [control, age, vary] = await headers('{ hinted }');
    expect([control, vary]).toEqual(['max-age=30', 'accept']);
    expect(Number(age)).toBeGreaterThanOrEqual(1);
    expect(Number(age)).toBeLessThanOrEqual((performance.now() - startedAt) / 1_000);
  });

  test('no longer than its parts do, however long the rest took', async () => {
    await start();
    shop.behaviour.products = { headers: { 'cache-control': 'max-age=2' } };
    await shop.ask('{ hinted }');
    shop.waits.counted = () => sleep(2_100);
    expect((await headers('{ hinted counted }'))[0]).toBe('no-store');
  });

  test('to somebody in particular for them alone', async () => {
    await start();
    expect((await headers('{ hinted }', { scopes: ['any'] }))[0]).toBe('private, max-age=30');
  });

  test('nothing where nothing is kept', async () => {
    await start({ enabled: false });
    expect(await headers('{ hinted }')).toEqual(['no-store', null, null]);
  });
});

describe('nothing is kept', () => {
  const check = (
    title: string,
    query: string,
    headers: Record<string, string>,
    cache: CachedShopOptions['cache'] = {},
  ) =>
    test(title, async () => {
      await start(cache);
      shop.behaviour.products = { headers };
      expect(await askedAgain(query)).toEqual(['products']);
    });
  const NAME = '{ product(upc: "p1") { name } }';

  check('of which nobody says how long', NAME, {});
  check('that is private', NAME, { 'cache-control': 'private, max-age=60' });
  check('that is not to be stored', NAME, { 'cache-control': 'no-store, max-age=60' });
  check('that is to be asked for again', NAME, { 'cache-control': 'no-cache' });
  check('whose time is over', NAME, { 'cache-control': 'max-age=60', age: '60' });
  check('whose time cannot be read', NAME, { 'cache-control': 'max-age=soon' });
  check('for which s-maxage is 0', NAME, { 'cache-control': 'max-age=60, s-maxage=0' });
  check('that varies by anything', NAME, { 'cache-control': 'max-age=60', vary: '*' });
  check('that the schema calls private', '{ personal }', { 'cache-control': 'max-age=60' });
  check('of special categories', '{ group }', { 'cache-control': 'max-age=60' });
  check(
    'of a subgraph for which it is off',
    NAME,
    { 'cache-control': 'max-age=60' },
    { subgraphs: { products: { enabled: false } } },
  );
  check('that is longer than an entry may be', NAME, { 'cache-control': 'max-age=60' }, { entryBytes: 10 });
  check('for longer than the operator says', NAME, { 'cache-control': 'max-age=60' }, { maxAgeSeconds: 0 });
});

test('the operator can say how long what nobody speaks of counts', async () => {
  await start({ subgraphDefaults: { maxAgeSeconds: 60 } });
  shop.behaviour.products = {};
  expect(await askedAgain('{ product(upc: "p1") { name } }')).toEqual([]);
});

test('an entity that there is not is asked for again', async () => {
  await start({ answers: false });
  delete shop.inStock['p1'];
  expect(await shop.data('{ product(upc: "p1") { inStock } }')).toEqual({ product: { inStock: null } });
  shop.inStock['p1'] = 7;
  expect(await shop.data('{ product(upc: "p1") { inStock } }')).toEqual({ product: { inStock: 7 } });
});

test('an answer with an error is kept by nobody, nor what else came with it', async () => {
  await start();
  shop.behaviour.stock = {
    headers: { 'cache-control': 'max-age=60' },
    fault: { kind: 'lie', field: 'Product.inStock', value: { not: 'a number' } },
  };
  await shop.ask('{ top { inStock } }');
  shop.behaviour.stock = {};
  expect(await shop.data('{ product(upc: "p3") { inStock } }')).toEqual({ product: { inStock: 3 } });
});

describe('what has expired', () => {
  const QUERY = '{ all: top { upc inStock } }';
  const until = () => new Promise((resolve) => setTimeout(resolve, 1_100));

  async function startStale(staleIfErrorSeconds: number, control: string): Promise<void> {
    await start({ subgraphs: { stock: { staleIfErrorSeconds } } });
    shop.behaviour.stock = { headers: { 'cache-control': control } };
    await shop.data(QUERY);
    await until();
    shop.behaviour.stock = { fault: { kind: 'reset' } };
  }

  test('stands in for a subgraph that fails, and says so', async () => {
    await startStale(60, 'max-age=1');
    const { body, headers } = await shop.ask(QUERY);
    expect(body).toEqual({
      data: {
        all: [
          { upc: 'p1', inStock: 1 },
          { upc: 'p2', inStock: 2 },
        ],
      },
      extensions: { stale: [{ path: 'all.@.inStock', subgraph: 'stock', ageSeconds: expect.any(Number) }] },
    });
    expect(headers.get('cache-control')).toBe('no-store');
  });

  test('stands in for those that it has, others are errors', async () => {
    await startStale(60, 'max-age=1');
    const { body } = await shop.ask('{ top(first: 3) { inStock } }');
    expect(body).toMatchObject({
      data: { top: [{ inStock: 1 }, { inStock: 2 }, { inStock: null }] },
      errors: [{ path: ['top', 2, 'inStock'] }],
      extensions: { stale: [{ path: 'top.@.inStock' }] },
    });
  });

  test('does not stand in for a subgraph that refuses', async () => {
    await startStale(60, 'max-age=1');
    shop.behaviour.stock = { fault: { kind: 'answer', status: 403, contentType: 'text/plain', body: 'no' } };
    expect((await shop.ask(QUERY)).body).toMatchObject({ data: { all: [{ inStock: null }, { inStock: null }] } });
  });

  test('does not stand in where it could not say so', async () => {
    await startStale(60, 'max-age=1');
    const response = await fetch(shop.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'multipart/mixed;deferSpec=20220824' },
      body: JSON.stringify({ query: '{ top { upc ... @defer { inStock } } }' }),
    });
    expect(await response.text()).toContain('"inStock":null');
  });

  const check = (title: string, seconds: number, control: string) =>
    test(`is an error ${title}`, async () => {
      await startStale(seconds, control);
      const { body } = await shop.ask(QUERY);
      expect(body).toMatchObject({ errors: [{ extensions: { serviceName: 'stock' } }, {}] });
      expect(body).not.toHaveProperty('extensions');
    });

  check('where the operator does not allow it', 0, 'max-age=1, stale-if-error=60');
  check('where the subgraph does not allow it', 60, 'max-age=1, stale-if-error=0');
  check('where it must be looked at again', 60, 'max-age=1, must-revalidate');
});

test('a deferred part is taken from what is kept, and the whole is not kept', async () => {
  await start();
  await shop.data('{ product(upc: "p1") { inStock } }');
  shop.asked();
  const response = await fetch(shop.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'multipart/mixed;deferSpec=20220824' },
    body: JSON.stringify({ query: '{ product(upc: "p1") { ... @defer { inStock } } }' }),
  });
  expect(await response.text()).toContain('"inStock":1');
  expect(shop.asked()).not.toContain('stock');
  expect(response.headers.get('cache-control')).not.toContain('max-age');
});

test('metrics and traces tell of it', async () => {
  shop = await startCachedShop({ folder: newFolder(), change: (config) => ({ ...config, exposeQueryPlans: true }) });
  const QUERY = '{ top { inStock } }';
  await shop.ask(QUERY);
  const { body } = await shop.ask(QUERY, { scopes: null, headers: { 'joinery-trace': 'true' } });
  expect(body).toMatchObject({
    extensions: {
      joineryTrace: {
        fetches: [
          { subgraph: 'products', outcome: 'cached', entities: null },
          { subgraph: 'stock', outcome: 'cached', entities: { objects: 2, representations: 2 } },
        ],
      },
    },
  });
  await shop.ask(QUERY);
  const metrics = await (await fetch(new URL('/metrics', shop.url))).text();
  expect(metrics).toContain('joinery_subgraph_cache_lookups_total{subgraph="stock",kind="entities",result="hit"} 2');
  expect(metrics).toContain('joinery_subgraph_cache_lookups_total{subgraph="stock",kind="entities",result="miss"} 2');
  expect(metrics).toContain('joinery_cache_lookups_total{cache="answers",result="hit"} 1');
  expect(metrics).toMatch(/joinery_cache_bytes [1-9]/);
});
