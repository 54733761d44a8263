import { CODES, failed } from '../support/expected-errors.js';
import type { Fault, FederationCase, Subgraphs } from '../support/federation-case.js';
import { STOCK } from '../support/known-stock-differences.js';

const graph: Subgraphs = {
  one: {
    sdl: `
      type Query { product: Product  products: [Product!]!  none: [Product!]!  fine: Int  strictFine: Int! }
      type Mutation { first: Int  third: Int }
      type Product @key(fields: "id") { id: ID!  name: String  parts: [Product] }
    `,
    entities: { Product: [{ id: 'p1', name: 'Pen' }] },
    fields: {
      'Query.product': { id: 'p1', name: 'Pen' },
      'Query.products': [
        { id: 'p1', name: 'Pen' },
        { id: 'p2', name: 'Ink' },
      ],
      'Query.none': [],
      'Query.fine': 7,
      'Query.strictFine': 7,
      'Product.parts': [{ id: 'p2' }],
      'Mutation.first': 1,
      'Mutation.third': 3,
    },
  },
  two: {
    sdl: `
      type Query { other: Int  strictOther: Int!  best: Product }
      type Mutation { second: Int }
      type Product @key(fields: "id") { id: ID!  rating: Int  need: Int!  notes: [String!] }
    `,
    entities: {
      Product: [
        { id: 'p1', rating: 5, need: 1 },
        { id: 'p2', rating: 3, need: 2 },
      ],
    },
    fields: { 'Query.other': 8, 'Query.strictOther': 8, 'Query.best': { id: 'p1', rating: 5 }, 'Mutation.second': 2 },
  },
};

const CLOSED: Fault = { kind: 'closed' };

/** Everything that is no GraphQL answer. */
const NO_ANSWER: readonly (readonly [string, Fault])[] = [
  ['is down', CLOSED],
  ['breaks the connection', { kind: 'reset' }],
  ['answers 500 with HTML', { kind: 'answer', status: 500, contentType: 'text/html', body: '<h1>Error</h1>' }],
  ['answers 503 with an empty body', { kind: 'answer', status: 503, body: '' }],
  ['answers 200 with HTML', { kind: 'answer', contentType: 'text/html', body: '<h1>Welcome</h1>' }],
  ['answers 200 with an empty body', { kind: 'answer', body: '' }],
  ['answers a list', { kind: 'answer', body: '[]' }],
  ['answers a number', { kind: 'answer', body: '5' }],
  ['answers null', { kind: 'answer', body: 'null' }],
  ['answers an empty object', { kind: 'answer', body: '{}' }],
  ['answers half of the JSON', { kind: 'answer', body: '{"data":{"product":{"ra' }],
  ['answers NaN', { kind: 'answer', body: '{"data":NaN}' }],
  ['answers errors that are a text', { kind: 'answer', body: '{"errors":"boom"}' }],
  ['answers errors that are null', { kind: 'answer', body: '{"errors":[null]}' }],
  ['answers data that is a text', { kind: 'answer', body: '{"data":"none"}' }],
  ['answers null for data and no error', { kind: 'answer', body: '{"data":null}' }],
  [
    'answers GraphQL as HTML',
    { kind: 'answer', contentType: 'text/html', body: '{"data":{"_entities":[{"rating":9}]}}' },
  ],
];

const refused = (status: number): Fault => ({
  kind: 'answer',
  status,
  body: '{"errors":[{"message":"Too busy","extensions":{"code":"OVERLOADED"}}]}',
});

export const FAULT_CASES: readonly FederationCase[] = [
  ...NO_ANSWER.map(([what, fault]): FederationCase => ({
    name: `a subgraph that ${what} leaves the fields of others`,
    subgraphs: graph,
    operation: '{ product { name rating } fine }',
    faults: { two: fault },
    expect: { data: { product: { name: 'Pen', rating: null }, fine: 7 }, errors: [failed('two', 'product.rating')] },
    knownStockDifference: STOCK.errorsWithoutPath,
  })),
  {
    name: 'a subgraph that is down is told for every place of a list',
    subgraphs: graph,
    operation: '{ products { id rating } }',
    faults: { two: CLOSED },
    expect: {
      data: {
        products: [
          { id: 'p1', rating: null },
          { id: 'p2', rating: null },
        ],
      },
      errors: [failed('two', 'products.0.rating', 'products.1.rating')],
    },
    knownStockDifference: STOCK.errorsWithoutPath,
  },
  {
    name: 'a subgraph that is down and not needed is no error',
    subgraphs: graph,
    operation: '{ none { rating } fine }',
    faults: { two: CLOSED },
    expect: { data: { none: [], fine: 7 } },
  },
  {
    name: 'a subgraph that is down makes an object null where its field is non-null',
    subgraphs: graph,
    operation: '{ product { name need } fine }',
    faults: { two: CLOSED },
    expect: { data: { product: null, fine: 7 }, errors: [failed('two', 'product.need')] },
    knownStockDifference: STOCK.errorsWithoutPath,
  },
  {
    name: 'a subgraph of root fields that is down is told at each of them, with their aliases',
    subgraphs: graph,
    operation: '{ fine a: other b: best { name rating } }',
    faults: { two: CLOSED },
    expect: { data: { fine: 7, a: null, b: null }, errors: [failed('two', 'a', 'b')] },
    knownStockDifference: STOCK.errorsWithoutPath,
  },
  {
    name: 'a subgraph that is down makes data null where its root field is non-null',
    subgraphs: graph,
    operation: '{ fine strictOther }',
    faults: { two: CLOSED },
    expect: { data: null, errors: [failed('two', 'strictOther')] },
    knownStockDifference: STOCK.errorsWithoutPath,
  },
  {
    name: 'two subgraphs that are down: only what was asked is told',
    subgraphs: graph,
    operation: '{ product { rating } other }',
    faults: { one: CLOSED, two: CLOSED },
    expect: { data: { product: null, other: null }, errors: [failed('one', 'product'), failed('two', 'other')] },
    knownStockDifference: STOCK.errorsWithoutPath,
  },
  {
    name: 'a subgraph that fails for entities only keeps its root fields',
    subgraphs: graph,
    operation: '{ other product { name rating parts { rating } } best { rating } }',
    faults: { two: { kind: 'answer', status: 502, contentType: 'text/plain', body: 'Bad gateway', when: 'entities' } },
    expect: {
      data: { other: 8, product: { name: 'Pen', rating: null, parts: [{ rating: null }] }, best: { rating: 5 } },
      errors: [failed('two', 'product.rating', 'product.parts.0.rating')],
    },
    knownStockDifference: STOCK.errorsWithoutPath,
  },
  {
    name: 'GraphQL errors with status 400 keep message and code',
    subgraphs: graph,
    operation: '{ product { name rating } }',
    faults: { two: refused(400) },
    expect: {
      data: { product: { name: 'Pen', rating: null } },
      errors: [{ covers: ['product.rating'], serviceName: 'two', code: 'OVERLOADED', message: /^Too busy$/ }],
    },
    knownStockDifference: STOCK.errorsWithoutPath,
  },
  {
    name: 'a GraphQL error without a path and without data is told where the data is missing',
    subgraphs: graph,
    operation: '{ products { id rating } other }',
    faults: { two: refused(200) },
    expect: {
      data: {
        products: [
          { id: 'p1', rating: null },
          { id: 'p2', rating: null },
        ],
        other: null,
      },
      errors: [
        {
          covers: ['products.0.rating', 'products.1.rating', 'other'],
          serviceName: 'two',
          code: 'OVERLOADED',
          message: /^Too busy$/,
        },
      ],
    },
    knownStockDifference: STOCK.errorsWithoutPath,
  },
  ...(
    [
      ['of no use', '{"message":"Odd","path":"product"}'],
      ['of objects', '{"message":"Odd","path":[{"a":1},null]}'],
      ['that nobody asked for', '{"message":"Odd","path":["_entities",7,"nothing"]}'],
    ] as const
  ).map(([what, error]): FederationCase => ({
    name: `a GraphQL error with a path ${what} is told at the part that was asked`,
    subgraphs: graph,
    operation: '{ product { name rating } }',
    faults: { two: { kind: 'answer', body: `{"data":null,"errors":[${error}]}` } },
    expect: {
      data: { product: { name: 'Pen', rating: null } },
      errors: [{ covers: ['product.rating'], serviceName: 'two', code: CODES.downstream }],
    },
    knownStockDifference: STOCK.errorsWithoutPath,
  })),
  {
    name: 'a GraphQL error whose message is no text is told all the same',
    subgraphs: graph,
    operation: '{ product { name rating } }',
    faults: { two: { kind: 'answer', body: '{"data":null,"errors":[{"message":5}]}' } },
    expect: { data: { product: { name: 'Pen', rating: null } }, errors: [failed('two', 'product.rating')] },
    knownStockDifference: STOCK.errorsWithoutPath,
  },
  {
    name: 'a mutation that cannot be sent does not hold the next one',
    subgraphs: graph,
    operation: 'mutation { first second third }',
    faults: { two: CLOSED },
    expect: { data: { first: 1, second: null, third: 3 }, errors: [failed('two', 'second')] },
    order: ['one.first', 'one.third'],
    knownStockDifference: STOCK.errorsWithoutPath,
  },
];
