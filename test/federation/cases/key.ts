import type { FederationCase, Subgraphs } from '../support/federation-case.js';
import { STOCK } from '../support/known-stock-differences.js';

const PRODUCTS = [
  { id: 'p1', name: 'Pen' },
  { id: 'p2', name: 'Ink' },
  { id: 'p3', name: 'Cap' },
];

const shop: Subgraphs = {
  products: {
    sdl: `
      type Query { product(id: ID!): Product  products: [Product]  none: [Product!]!  nothing: Product  twice: [Product!]!
        grid: [[Product]]  gaps: [Product] }
      type Product @key(fields: "id") { id: ID!  name: String  related: [Product!] }
    `,
    entities: { Product: PRODUCTS },
    fields: {
      'Query.product': (_parent, { id }) => PRODUCTS.find((product) => product.id === id),
      'Query.products': PRODUCTS,
      'Query.none': [],
      'Query.nothing': null,
      'Query.twice': [PRODUCTS[0], PRODUCTS[1], PRODUCTS[0], PRODUCTS[0]],
      'Query.grid': [[PRODUCTS[0], null, PRODUCTS[1]], [], null, [PRODUCTS[2]]],
      'Query.gaps': [null, PRODUCTS[0], null, PRODUCTS[2]],
      'Product.related': (parent) => PRODUCTS.filter((product) => product.id !== parent.id),
    },
  },
  reviews: {
    sdl: `type Product @key(fields: "id") { id: ID!  rating: Int  best: Review }  type Review { text: String  about: Product }`,
    entities: {
      Product: [
        { id: 'p1', rating: 5, best: { text: 'Good', about: { id: 'p2', rating: 3 } } },
        { id: 'p2', rating: 3 },
      ],
    },
  },
};

const representation = (id: string) => ({ __typename: 'Product', id });

export const KEY_CASES: readonly FederationCase[] = [
  {
    name: '@key joins the fields of two subgraphs',
    subgraphs: shop,
    operation: '{ product(id: "p1") { id name rating } }',
    expect: { data: { product: { id: 'p1', name: 'Pen', rating: 5 } } },
    requests: {
      products: { atMost: 1, asksNot: ['rating'] },
      reviews: { atMost: 1, asksNot: ['name'], representations: [representation('p1')] },
    },
  },
  {
    name: '@key is fetched and not shown when the client does not select it',
    subgraphs: shop,
    operation: '{ product(id: "p1") { rating } }',
    expect: { data: { product: { rating: 5 } } },
    requests: { reviews: { representations: [representation('p1')] } },
  },
  {
    name: 'an answer keeps the order of the selection over subgraphs',
    subgraphs: shop,
    operation: '{ product(id: "p1") { rating name id best { text } } }',
    expect: { data: { product: { rating: 5, name: 'Pen', id: 'p1', best: { text: 'Good' } } } },
  },
  {
    name: 'a list is joined in one request, in its order',
    subgraphs: shop,
    operation: '{ products { name rating } }',
    expect: {
      data: {
        products: [
          { name: 'Pen', rating: 5 },
          { name: 'Ink', rating: 3 },
          { name: 'Cap', rating: null },
        ],
      },
    },
    requests: { reviews: { atMost: 1, representations: ['p1', 'p2', 'p3'].map(representation) } },
  },
  {
    name: 'an entity that the other subgraph does not know has null there and no error',
    subgraphs: shop,
    operation: '{ product(id: "p3") { name rating best { text } } }',
    expect: { data: { product: { name: 'Cap', rating: null, best: null } } },
  },
  {
    name: 'an entity that stands more than once in a list is asked for once',
    subgraphs: shop,
    operation: '{ twice { id rating } }',
    expect: {
      data: {
        twice: [
          { id: 'p1', rating: 5 },
          { id: 'p2', rating: 3 },
          { id: 'p1', rating: 5 },
          { id: 'p1', rating: 5 },
        ],
      },
    },
    requests: { reviews: { atMost: 1, representations: [representation('p1'), representation('p2')] } },
    knownStockDifference: STOCK.keepsDuplicates,
  },
  {
    name: 'an empty list needs no second request',
    subgraphs: shop,
    operation: '{ none { name rating } }',
    expect: { data: { none: [] } },
    requests: { reviews: { atMost: 0 } },
  },
  {
    name: 'null needs no second request',
    subgraphs: shop,
    operation: '{ nothing { name rating } }',
    expect: { data: { nothing: null } },
    requests: { reviews: { atMost: 0 } },
  },
  {
    name: 'a null in a list keeps its place',
    subgraphs: shop,
    operation: '{ gaps { name rating } }',
    expect: { data: { gaps: [null, { name: 'Pen', rating: 5 }, null, { name: 'Cap', rating: null }] } },
    requests: { reviews: { representations: [representation('p1'), representation('p3')] } },
  },
  {
    name: 'a list of lists is joined at its depth',
    subgraphs: shop,
    operation: '{ grid { id rating } }',
    expect: {
      data: {
        grid: [[{ id: 'p1', rating: 5 }, null, { id: 'p2', rating: 3 }], [], null, [{ id: 'p3', rating: null }]],
      },
    },
    requests: { reviews: { atMost: 1, representations: ['p1', 'p2', 'p3'].map(representation) } },
  },
  {
    name: 'entities at two depths are joined',
    subgraphs: shop,
    operation: '{ product(id: "p1") { rating related { name rating } } }',
    expect: {
      data: {
        product: {
          rating: 5,
          related: [
            { name: 'Ink', rating: 3 },
            { name: 'Cap', rating: null },
          ],
        },
      },
    },
  },
  {
    name: 'a join leads back to the first subgraph and on',
    subgraphs: shop,
    operation: '{ product(id: "p1") { best { about { name rating related { id rating } } } } }',
    expect: {
      data: {
        product: {
          best: {
            about: {
              name: 'Ink',
              rating: 3,
              related: [
                { id: 'p1', rating: 5 },
                { id: 'p3', rating: null },
              ],
            },
          },
        },
      },
    },
  },
  {
    name: 'two root fields of one entity are joined each',
    subgraphs: shop,
    operation: '{ a: product(id: "p1") { rating } b: product(id: "p2") { rating best { text } } }',
    expect: { data: { a: { rating: 5 }, b: { rating: 3, best: null } } },
  },
];
