import type { FederationCase, Subgraphs } from '../support/federation-case.js';

const reviews: Subgraphs = {
  reviews: {
    sdl: `
      type Query { review: Review @provides(fields: "author { name }")  plain: Review  reviews: [Review] @provides(fields: "product { name maker { name } }")
        feed: [Entry!]! @provides(fields: "... on Product { name }")  pinned: Item @provides(fields: "... on Product { name }") }
      type Review { text: String  product: Product  best: Product @provides(fields: "name")  author: Author }
      type Product implements Item @key(fields: "id") { id: ID!  name: String @external  maker: Maker @external }
      type Maker @shareable { name: String }
      type Author @key(fields: "id") { id: ID!  name: String @external }
      interface Item { id: ID!  name: String }
      type Note @key(fields: "id") { id: ID!  text: String }
      union Entry = Product | Note
    `,
    fields: {
      'Query.review': { text: 'Good', author: { id: 'a1', name: 'Ada (as reviews knows her)' }, best: null },
      'Query.plain': {
        text: 'Fine',
        author: { id: 'a1' },
        product: { id: 'p1' },
        best: { id: 'p1', name: 'Pen (as reviews knows it)' },
      },
      'Query.reviews': [
        { product: { id: 'p1', name: 'Pen (as reviews knows it)', maker: { name: 'Acme (as reviews knows it)' } } },
        null,
        { product: { id: 'p2', name: null, maker: null } },
        { product: null },
      ],
      'Query.feed': [
        { __typename: 'Note', id: 'n1', text: 'Hello' },
        { __typename: 'Product', id: 'p1', name: 'Pen (as reviews knows it)' },
      ],
      'Query.pinned': { __typename: 'Product', id: 'p1', name: 'Pen (as reviews knows it)' },
    },
  },
  products: {
    sdl: `
      type Product implements Item @key(fields: "id") { id: ID!  name: String @shareable  price: Int  maker: Maker @shareable }
      interface Item { id: ID!  name: String }
      type Maker @shareable { name: String  town: String }
      type Author @key(fields: "id") { id: ID!  name: String @shareable  age: Int }
    `,
    entities: {
      Product: [
        { id: 'p1', name: 'Pen', price: 3, maker: { name: 'Acme', town: 'Leeds' } },
        { id: 'p2', name: 'Ink', price: 4, maker: { name: 'Blot', town: 'York' } },
      ],
      Author: [{ id: 'a1', name: 'Ada', age: 36 }],
    },
  },
};

export const PROVIDES_CASES: readonly FederationCase[] = [
  {
    name: '@provides on a field of an entity needs no second request',
    subgraphs: reviews,
    operation: '{ plain { best { id name } } }',
    expect: { data: { plain: { best: { id: 'p1', name: 'Pen (as reviews knows it)' } } } },
    requests: { products: { atMost: 0 } },
  },
  {
    name: '@provides counts on its path only',
    subgraphs: reviews,
    operation: '{ plain { best { name } product { name } } }',
    expect: { data: { plain: { best: { name: 'Pen (as reviews knows it)' }, product: { name: 'Pen' } } } },
    requests: { products: { atMost: 1, representations: [{ __typename: 'Product', id: 'p1' }] } },
  },
  {
    name: '@provides leaves the other fields to their subgraph',
    subgraphs: reviews,
    operation: '{ plain { best { name price } } }',
    expect: { data: { plain: { best: { name: 'Pen (as reviews knows it)', price: 3 } } } },
    requests: { products: { atMost: 1, asksNot: ['name'] } },
  },
  {
    name: '@provides of a nested field on a root field',
    subgraphs: reviews,
    operation: '{ review { text author { name } } }',
    expect: { data: { review: { text: 'Good', author: { name: 'Ada (as reviews knows her)' } } } },
    requests: { products: { atMost: 0 } },
  },
  {
    name: '@provides on a root field does not count for another',
    subgraphs: reviews,
    operation: '{ review { author { name age } } plain { author { name age } } }',
    expect: {
      data: {
        review: { author: { name: 'Ada (as reviews knows her)', age: 36 } },
        plain: { author: { name: 'Ada', age: 36 } },
      },
    },
  },
  {
    name: '@provides over a list, with null and with an object',
    subgraphs: reviews,
    operation: '{ reviews { product { name maker { name } } } }',
    expect: {
      data: {
        reviews: [
          { product: { name: 'Pen (as reviews knows it)', maker: { name: 'Acme (as reviews knows it)' } } },
          null,
          { product: { name: null, maker: null } },
          { product: null },
        ],
      },
    },
    requests: { products: { atMost: 0 } },
  },
  {
    name: '@provides of a part of an object leaves the rest to its subgraph',
    subgraphs: reviews,
    operation: '{ reviews { product { price maker { town } } } }',
    expect: {
      data: {
        reviews: [
          { product: { price: 3, maker: { town: 'Leeds' } } },
          null,
          { product: { price: 4, maker: { town: 'York' } } },
          { product: null },
        ],
      },
    },
  },
  {
    name: '@provides for one member of a union',
    subgraphs: reviews,
    operation: '{ feed { __typename ... on Product { name } ... on Note { text } } }',
    expect: {
      data: {
        feed: [
          { __typename: 'Note', text: 'Hello' },
          { __typename: 'Product', name: 'Pen (as reviews knows it)' },
        ],
      },
    },
    requests: { products: { atMost: 0 } },
  },
  {
    name: '@provides for one implementation of an interface',
    subgraphs: reviews,
    operation: '{ pinned { id ... on Product { name price } } }',
    expect: { data: { pinned: { id: 'p1', name: 'Pen (as reviews knows it)', price: 3 } } },
    requests: { products: { atMost: 1, asksNot: ['name'] } },
  },
];
