/** What is dropped: by mutations, and by partners who say what has changed. */
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { settle } from '../support/settle.js';
import { startCachedShop, type CachedShop } from '../support/start-cached-shop.js';
import { temporaryFolders } from '../support/temporary-folder.js';
import { until } from '../support/until.js';

const newFolder = temporaryFolders();
const KEY = 'a key of at least twenty-four signs';
const hash = (key: string) => `sha256:${createHash('sha256').update(key).digest('hex')}`;

let shop: CachedShop;
beforeEach(async () => {
  const keys = [
    { name: 'operator', hash: hash(KEY), subgraphs: ['*'] },
    { name: 'stock', hash: hash(`${KEY} of stock`), subgraphs: ['stock'] },
  ];
  shop = await startCachedShop({ folder: newFolder(), cache: { invalidationKeys: keys } });
});
afterEach(() => shop.stop());

async function invalidate(body: unknown, key: string | null = KEY): Promise<{ status: number; code?: string }> {
  const response = await post(body, key);
  const { errors } = (await response.json()) as Refused;
  return { status: response.status, ...(errors && { code: errors[0]!.extensions.code }) };
}

interface Refused {
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
}

function post(body: unknown, key: string | null): Promise<Response> {
  return fetch(new URL('/cache/invalidate', shop.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(key === null ? {} : { authorization: `Bearer ${key}` }) },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

const TOP = '{ top { upc name inStock } }';
const counts = async (query: string) => {
  shop.asked();
  await shop.data(query);
  return shop.asked().sort();
};

describe('a mutation', () => {
  test('drops the entities in its answer, whoever answers for them, and the root fields of its subgraph', async () => {
    await shop.data(TOP);
    await shop.data('{ counted hinted }');
    expect(await shop.data('mutation { sell(upc: "p2") { upc inStock } }')).toEqual({
      sell: { upc: 'p2', inStock: 1 },
    });
    expect(await shop.data(TOP)).toEqual({
      top: [
        { upc: 'p1', name: 'Chair', inStock: 1 },
        { upc: 'p2', name: 'Table', inStock: 1 },
      ],
    });
    expect(await shop.data('{ counted }')).toEqual({ counted: 5 });
    expect(await counts('{ hinted }')).toEqual([]);
    expect(await counts('{ top(first: 1) { inStock } }')).not.toContain('stock');
  });

  test('asks a subgraph itself, whatever is kept', async () => {
    await shop.data('{ product(upc: "p1") { name inStock } }');
    shop.inStock['p1'] = 9;
    expect(await shop.data('mutation { rename(upc: "p1", name: "Seat") { name inStock } }')).toEqual({
      rename: { name: 'Seat', inStock: 9 },
    });
  });

  test('that names no entity drops everything of its subgraph, and nothing of others', async () => {
    await shop.data('{ hinted counted }');
    await shop.data('mutation { reset }');
    expect(await shop.data('{ hinted }')).toEqual({ hinted: 'Reset' });
    expect(await counts('{ counted }')).toEqual([]);
  });

  test('that fails drops as well', async () => {
    await shop.data('{ counted }');
    shop.behaviour.stock = { fault: { kind: 'reset' } };
    await shop.ask('mutation { sell(upc: "p1") { upc } }');
    shop.behaviour.stock = {};
    expect(await counts('{ counted }')).toEqual(['stock']);
  });

  test.each([
    'mutation { reset rename(upc: "p2", name: "Desk") { upc } }',
    'mutation { rename(upc: "p2", name: "Desk") { upc } half(upc: "p1") { upc } }',
    'mutation { half(upc: "p1") { upc } }',
  ])('drops everything of its subgraph where one of its fields names no entity: %s', async (mutation) => {
    await shop.data('{ item(upc: "p1") { name } }');
    await shop.ask(mutation);
    expect(await shop.data('{ item(upc: "p1") { name } }')).toEqual({ item: { name: shop.names['p1'] } });
  });

  test('of which nobody knows whether it was done keeps everything of its subgraph out for a while', async () => {
    await shop.stop();
    shop = await startCachedShop({ folder: newFolder(), change: (config) => ({ ...config, requestTimeoutMs: 5_000 }) });
    await shop.data('{ counted hinted }');
    const sale = Promise.withResolvers<void>();
    shop.waits.sell = () => sale.promise;
    expect(await shop.data('mutation { sell(upc: "p1") { upc } }')).toMatchObject({ errors: [{}] });
    expect(await shop.data('{ counted }')).toEqual({ counted: 6 });
    sale.resolve();
    await until(() => shop.inStock['p1'] === 0);
    expect(await shop.data('{ counted }')).toEqual({ counted: 5 });
    expect(await counts('{ counted }')).toEqual(['stock']);
    await shop.data('{ hinted }');
    expect(await counts('{ hinted }')).toEqual([]);
  });

  test('that returns an entity without its key drops all of its type', async () => {
    await shop.data(TOP);
    await shop.data('mutation { sell(upc: "p1") { inStock } }');
    expect(await counts(TOP)).toContain('stock');
  });
});

describe.each(['fetches', 'operations'] as const)('where %s are shared', (shared) => {
  test('nothing is kept that was asked for before a mutation, and joined after it', async () => {
    await shop.stop();
    const dedupe = { fetches: false, operations: false, [shared]: true };
    shop = await startCachedShop({ folder: newFolder(), change: (config) => ({ ...config, dedupe }) });
    const count = Promise.withResolvers<void>();
    let counting = 0;
    shop.waits.counted = () => ((counting += 1), count.promise);
    const before = shop.data('{ counted }');
    await until(() => counting === 1);
    await shop.data('mutation { sell(upc: "p1") { upc } }');
    const after = shop.data('{ counted }');
    await settle();
    count.resolve();
    await Promise.all([before, after]);
    expect(await shop.data('{ counted }')).toEqual({ counted: 5 });
  });
});

describe('a partner drops', () => {
  const check = (title: string, query: string, body: unknown, asked: readonly string[]) =>
    test(title, async () => {
      await shop.data(query);
      expect(await invalidate(body)).toEqual({ status: 202 });
      expect(await counts(query)).toEqual(asked);
    });
  const tag = (cache_tag: string, subgraphs = ['products']) => [{ kind: 'cache_tag', subgraphs, cache_tag }];

  check('a root field by its arguments', '{ top(first: 1) { name } }', tag('top-1'), ['products']);
  check('by arguments that are left out', '{ top { name } }', tag('top-2'), ['products']);
  check('an entity by its key', '{ product(upc: "p1") { inStock } }', tag('product-p1', ['stock']), ['stock']);
  check(
    'a type',
    '{ product(upc: "p1") { inStock } }',
    [{ kind: 'type', subgraph: 'stock', type: 'Product' }],
    ['stock'],
  );
  check(
    'a type by its interface',
    '{ item(upc: "p1") { name } }',
    [{ kind: 'type', subgraph: 'products', type: 'Node' }],
    ['products'],
  );
  check('root fields', '{ counted hinted }', [{ kind: 'type', subgraph: 'stock', type: 'Query' }], ['stock']);
  check('a subgraph', '{ product(upc: "p1") { inStock } }', [{ kind: 'subgraph', subgraph: 'products' }], ['products']);

  test('nothing of another tag', async () => {
    const query = '{ top(first: 1) { name inStock } }';
    await shop.data(query);
    await invalidate([...tag('top-3'), ...tag('product-p9', ['stock'])]);
    expect(await counts(query)).toEqual([]);
  });

  test('by a variable', async () => {
    const query = 'query ($n: Int) { top(first: $n) { name } }';
    const ask = () => shop.ask(query, { scopes: null, variables: { n: 3 } });
    await ask();
    await invalidate(tag('top-3'));
    shop.asked();
    await ask();
    expect(shop.asked()).toEqual(['products']);
  });
});

describe('/cache/invalidate refuses', () => {
  const ALL = [{ kind: 'subgraph', subgraph: 'stock' }];
  const check = (title: string, body: unknown, key: string | null, expected: { status: number; code: string }) =>
    test(`${title}, and drops nothing`, async () => {
      await shop.data('{ counted }');
      expect(await invalidate(body, key)).toEqual(expected);
      expect(await counts('{ counted }')).toEqual([]);
    });
  const bad = { status: 400, code: 'BAD_REQUEST' };
  const nobody = { status: 401, code: 'UNAUTHENTICATED' };

  check('who has no key', ALL, null, nobody);
  check('another key', ALL, `${KEY}!`, nobody);
  check('the hash in place of the key', ALL, hash(KEY), nobody);
  check('a subgraph of another partner', [...ALL, { kind: 'subgraph', subgraph: 'products' }], `${KEY} of stock`, {
    status: 403,
    code: 'INVALIDATION_REFUSED',
  });
  check('an unknown subgraph', [...ALL, { kind: 'subgraph', subgraph: 'other' }], KEY, bad);
  check('an unknown type', [{ kind: 'type', subgraph: 'stock', type: 'Prodct' }], KEY, bad);
  check('an unknown kind', [{ kind: 'all', subgraph: 'stock' }], KEY, bad);
  check('no JSON', '[', KEY, bad);
  check(
    'too many',
    Array.from({ length: 1_001 }, () => ALL[0]),
    KEY,
    bad,
  );
});

describe('/cache/invalidate takes each name once', () => {
  const namesOf = (name: (place: number) => string) => {
    const subgraphs = Array.from({ length: 25 }, (_, place) => name(place));
    return Array.from({ length: 1_000 }, () => ({ kind: 'type', type: 'Product', subgraphs }));
  };
  const repeated = namesOf(() => 'stock');
  /** Of 1,000 things of 25 subgraphs each. */
  const different = namesOf((place) => `s${place}`).map((one, i) => ({ ...one, type: `T${i}` }));

  test('and drops what is named many times', async () => {
    await shop.data('{ product(upc: "p1") { inStock } }');
    expect(await invalidate(repeated)).toEqual({ status: 202 });
    expect(await counts('{ product(upc: "p1") { inStock } }')).toEqual(['stock']);
  });

  test('and refuses more different ones than it takes, saying how many', async () => {
    const response = await post(different, KEY);
    const { errors } = (await response.json()) as Refused;
    expect([response.status, errors]).toEqual([
      400,
      [
        {
          message:
            'The body names 25000 things to drop, each counted once for each of its subgraphs, more than 10000. Send them in several calls',
          extensions: { code: 'BAD_REQUEST' },
        },
      ],
    ]);
  });
});

test('without keys nothing is at /cache/invalidate', async () => {
  await shop.stop();
  shop = await startCachedShop({ folder: newFolder() });
  expect(await invalidate([{ kind: 'subgraph', subgraph: 'stock' }])).toEqual({ status: 404, code: 'NOT_FOUND' });
});
