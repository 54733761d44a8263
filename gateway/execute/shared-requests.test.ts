import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Subgraphs } from '../../test/federation/support/federation-case.js';
import { startCore, type Core } from '../../test/support/start-core.js';
import { executeProgram } from './execute-program.js';
import { project } from './project.js';

const USERS = ['u1', 'u2', 'u3'].map((id) => ({ id, name: `Name ${id}`, username: `user-${id}` }));
const PRODUCTS = ['p1', 'p2', 'p3', 'p4'].map((upc, i) => ({ upc, name: `Name ${upc}`, price: i * 10, weight: i }));
const REVIEWS = USERS.flatMap(({ id }, i) =>
  PRODUCTS.slice(i).map(({ upc }, j) => ({ id: `r${i}${j}`, body: `${id} ${upc}`, author: { id }, product: { upc } })),
);

const shop: Subgraphs = {
  accounts: {
    sdl: `type Query { users: [User]  never: User }
      type User @key(fields: "id") { id: ID!  name: String  username: String @shareable }`,
    entities: { User: USERS },
    fields: { 'Query.users': USERS, 'Query.never': () => new Promise(() => undefined) },
  },
  inventory: {
    sdl: `type Product @key(fields: "upc") { upc: String!  weight: Int @external  price: Int @external  inStock: Boolean
      shippingEstimate: Int @requires(fields: "price weight") }`,
    fields: {
      'Product.inStock': ({ upc }) => upc !== 'p2',
      'Product.shippingEstimate': ({ price, weight }) => (price > 15 ? 0 : weight * 5),
    },
  },
  products: {
    sdl: `type Query { topProducts: [Product]  product: Product }
      type Product @key(fields: "upc") { upc: String!  name: String  price: Int  weight: Int }`,
    entities: { Product: PRODUCTS },
    fields: { 'Query.topProducts': PRODUCTS.slice(0, 2), 'Query.product': PRODUCTS[0]! },
  },
  reviews: {
    sdl: `type Review @key(fields: "id") { id: ID!  body: String  author: User  product: Product }
      type User @key(fields: "id") { id: ID!  username: String @shareable  reviews: [Review] }
      type Product @key(fields: "upc") { upc: String!  reviews: [Review] }`,
    fields: {
      'User.username': ({ id }) => `user-${id}`,
      'User.reviews': ({ id }) => REVIEWS.filter(({ author }) => author.id === id),
      'Product.reviews': ({ upc }) => REVIEWS.filter(({ product }) => product.upc === upc),
    },
  },
};

/** The question of a public benchmark of federation gateways. */
const BIG = `
  fragment User on User { id username name }
  fragment Review on Review { id body }
  fragment Product on Product { inStock name price shippingEstimate upc weight }
  query TestQuery {
    users { ...User reviews { ...Review product { ...Product reviews { ...Review author { ...User reviews { ...Review product { ...Product } } } } } } }
    topProducts { ...Product reviews { ...Review author { ...User reviews { ...Review product { ...Product } } } } }
  }`;

let core: Core;
beforeAll(async () => {
  core = await startCore(shop);
});
afterAll(() => core.stop());

async function ask(text: string, mergeFetches: boolean) {
  core.received.length = 0;
  // Programs are kept by the text of their operation.
  const program = await core.program(`${text} # ${mergeFetches}`, {}, { mergeFetches });
  // Nothing may hang here, however slow the machine is.
  const { tree, errors } = await executeProgram(program, { ...core.input(), batchWaitMs: 10_000 });
  return { data: project(program.projection.root, tree, { introspected: {}, errors }), errors };
}

const askedOf = () => core.received.map(({ subgraph }) => subgraph).sort();

describe('mergeFetches', () => {
  test('makes one request of the fetches of a subgraph at one depth, and answers the same', async () => {
    const apart = await ask(BIG, false);
    const requestsApart = askedOf();
    const merged = await ask(BIG, true);
    expect(merged).toEqual(apart);
    expect(merged.errors).toEqual([]);
    expect(requestsApart).toHaveLength(16);
    expect(askedOf()).toEqual(['accounts', 'accounts', 'inventory', 'products', 'products', 'reviews']);
  });

  test('asks once for equal entities at different places', async () => {
    await ask('{ users { reviews { product { name } } } topProducts { reviews { product { name } } } }', true);
    const calls = core.received.filter(({ subgraph }) => subgraph === 'products').flatMap((request) => request.calls);
    const upcs = calls.flatMap(({ args }) => (args.representations as { upc: string }[] | undefined) ?? []);
    expect(upcs.map(({ upc }) => upc).sort()).toEqual(['p1', 'p2', 'p3', 'p4']);
  });

  test('does not let a fetch wait for a subgraph that hangs', async () => {
    const text = '{ never { reviews { body } } product { reviews { body } } }';
    const program = await core.program(text);
    expect(program.batches.map(({ fetches }) => fetches.length).sort()).toEqual([1, 1, 2]);
    const deadline = performance.now() + 5_000;
    const { tree, errors } = await executeProgram(program, { ...core.input(), deadline });
    const data = project(program.projection.root, tree, { introspected: {}, errors });
    expect(data).toEqual({ never: null, product: { reviews: [{ body: 'u1 p1' }] } });
    expect(errors).toEqual([
      expect.objectContaining({
        path: ['never'],
        extensions: { code: 'SUBGRAPH_REQUEST_TIMEOUT', serviceName: 'accounts', retryable: true },
      }),
    ]);
  });
});
