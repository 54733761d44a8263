import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { composeSubgraphs } from '../../test/federation/support/compose.js';
import { fetchesOf } from './plan-fetches.js';
import { startPlanner, type Planner } from './planner.js';

/** Each further one would double the options of the planner by itself. */
const IMPLEMENTATIONS = 30;
const numbers = Array.from({ length: IMPLEMENTATIONS }, (_, i) => i);

const sdl = composeSubgraphs({
  works: {
    sdl: `
      type Query { all: [Work!] }
      interface Work @key(fields: "id") { id: ID!  title: String }
      ${numbers.map((n) => `type Work${n} implements Work @key(fields: "id") { id: ID!  title: String  own${n}: Int }`).join('\n')}
    `,
  },
  reviews: {
    sdl: `
      type Query { top: [Work!] }
      type Work @key(fields: "id") @interfaceObject { id: ID!  title: String @external  stars: Int  related: [Work]
        headline: String @requires(fields: "title") }
    `,
  },
  shop: {
    sdl: 'type Work @key(fields: "id") @interfaceObject { id: ID!  price: Int  seller: Seller } type Seller { name: String  sells: Work }',
  },
});

describe(`an interface object of ${IMPLEMENTATIONS} implementations is planned`, () => {
  let planner: Planner;
  beforeAll(async () => {
    planner = await startPlanner({ sdl, timeoutMs: 60_000 });
  }, 120_000);
  afterAll(() => planner.stop());

  const check = (document: string, services: readonly string[]) =>
    test(
      document.slice(0, 100),
      async () => {
        const { node } = await planner.plan({ document, operationName: null, overrideLabels: [] });
        expect([...fetchesOf(node!)].map(({ serviceName }) => serviceName).sort()).toEqual(services);
      },
      120_000,
    );

  check('{ top { related { price } } }', ['reviews', 'shop']);
  check('{ top { stars related { title price headline } } }', ['reviews', 'reviews', 'shop', 'works']);
  check('{ top { related { related { seller { name } } } } }', ['reviews', 'shop']);
  check('{ all { related { seller { sells { related { price } } } } } }', [
    'reviews',
    'reviews',
    'shop',
    'shop',
    'works',
  ]);
  check(`{ top { related { ${numbers.map((n) => `... on Work${n} { own${n} price }`).join(' ')} } } }`, [
    'reviews',
    'shop',
    'works',
  ]);
});
