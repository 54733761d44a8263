import type { FederationCase, Subgraphs } from '../support/federation-case.js';

const show = (value: unknown) => JSON.stringify(value);

/** What is required has many forms: interfaces, unions, lists of lists, enums, custom scalars, other entities. */
const graph: Subgraphs = {
  base: {
    sdl: `
      type Query { order: Order  orders: [Order!]! }
      type Order @key(fields: "id") { id: ID!  state: State  any: Any  grid: [[Cell]]  pay: Pay  pays: [Pay!]  note: Note
        main: Line  lines: [Line!]!  tags(first: Int): [String]  maybe(a: In): String }
      enum State { OPEN SHUT }
      scalar Any
      input In { b: [Int!]  c: State = OPEN }
      type Cell { n: Int  sub: Cell }
      union Pay = Card | Cash
      type Card { number: String  owner: Owner }
      type Cash { amount: Int }
      type Owner @key(fields: "id") { id: ID!  name: String }
      interface Note { text: String }
      type Short implements Note { text: String }
      type Long implements Note { text: String  pages: Int }
      type Line @key(fields: "sku") { sku: ID!  count: Int }
    `,
    entities: {
      Line: [
        { sku: 'l1', count: 1 },
        { sku: 'l2', count: 2 },
      ],
    },
    fields: {
      'Query.order': { id: 'o1' },
      'Query.orders': [{ id: 'o1' }, { id: 'o2' }],
      'Order.__resolveReference': (order) => order,
      'Order.state': ({ id }) => (id === 'o1' ? 'OPEN' : null),
      'Order.any': ({ id }) => (id === 'o1' ? { x: [1, { y: null }] } : 'text'),
      'Order.grid': ({ id }) => (id === 'o1' ? [[{ n: 1, sub: { n: 2 } }, null], null, []] : null),
      'Order.pay': ({ id }) =>
        id === 'o1'
          ? { __typename: 'Card', number: '4', owner: { id: 'w1', name: 'Ann' } }
          : { __typename: 'Cash', amount: 5 },
      'Order.pays': ({ id }) =>
        id === 'o1'
          ? [
              { __typename: 'Cash', amount: 1 },
              { __typename: 'Card', number: '9' },
            ]
          : [],
      'Order.note': ({ id }) =>
        id === 'o1' ? { __typename: 'Long', text: 'T', pages: 3 } : { __typename: 'Short', text: 'S' },
      'Order.main': ({ id }) => (id === 'o1' ? { sku: 'l1' } : null),
      'Order.lines': ({ id }) => (id === 'o1' ? [{ sku: 'l1' }, { sku: 'l2' }] : []),
      'Line.count': ({ sku }) => (sku === 'l1' ? 1 : 2),
      'Order.tags': ({ id }, { first }) => [id, null, 'c'].slice(0, first ?? 3),
      'Order.maybe': (_order, { a }) => show(a),
    },
  },
  price: {
    sdl: `
      type Line @key(fields: "sku") { sku: ID!  price: Int  count: Int @external  total: Int @requires(fields: "count") }
    `,
    entities: {
      Line: [
        { sku: 'l1', price: 10 },
        { sku: 'l2', price: 20 },
      ],
    },
    fields: { 'Line.total': ({ price, count }) => (price as number) * (count as number) },
  },
  post: {
    sdl: `
      type Order @key(fields: "id") { id: ID!  state: State @external  any: Any @external  grid: [[Cell]] @external  pay: Pay @external
        pays: [Pay!] @external  note: Note @external  main: Line @external  lines: [Line!]! @external
        tags(first: Int): [String] @external  maybe(a: In): String @external
        byState: String @requires(fields: "state")  byAny: String @requires(fields: "any")
        byGrid: String @requires(fields: "grid { n sub { n } }")
        byPay: String @requires(fields: "pay { __typename ... on Card { number owner { name } } ... on Cash { amount } }")
        byPays: String @requires(fields: "pays { ... on Card { number } }")
        byNote: String @requires(fields: "note { text ... on Long { pages } }")
        byMain: String @requires(fields: "main { total }")
        byLines: String @requires(fields: "lines { total price }")
        byTags: String @requires(fields: "tags(first: 2)")
        byMaybe: String @requires(fields: "maybe(a: { b: [1, 2], c: SHUT })") }
      enum State { OPEN SHUT }
      scalar Any
      input In { b: [Int!]  c: State = OPEN }
      type Cell { n: Int @external  sub: Cell @external }
      union Pay = Card | Cash
      type Card { number: String @external  owner: Owner @external }
      type Cash { amount: Int @external }
      type Owner @key(fields: "id") { id: ID!  name: String @external }
      interface Note { text: String }
      type Short implements Note { text: String @external }
      type Long implements Note { text: String @external  pages: Int @external }
      type Line @key(fields: "sku") { sku: ID!  price: Int @external  total: Int @external }
    `,
    fields: {
      'Order.__resolveReference': (order) => ({ sent: order, id: order.id }),
      'Order.byState': ({ sent }) => show(sent.state),
      'Order.byAny': ({ sent }) => show(sent.any),
      'Order.byGrid': ({ sent }) => show(sent.grid),
      'Order.byPay': ({ sent }) => show(sent.pay),
      'Order.byPays': ({ sent }) => show(sent.pays),
      'Order.byNote': ({ sent }) => show([sent.note.text, sent.note.pages]),
      'Order.byMain': ({ sent }) => show(sent.main?.total),
      'Order.byLines': ({ sent }) =>
        show(sent.lines.map(({ total, price }: { total: unknown; price: unknown }) => [total, price])),
      'Order.byTags': ({ sent }) => show(sent.tags),
      'Order.byMaybe': ({ sent }) => show(sent.maybe),
    },
  },
};

function check(name: string, field: string, values: readonly [unknown, unknown]): FederationCase {
  return {
    name: `@requires of ${name}`,
    subgraphs: graph,
    operation: `{ orders { ${field} } }`,
    expect: { data: { orders: values.map((value) => ({ [field]: value })) } },
  };
}

export const REQUIRED_SHAPE_CASES: readonly FederationCase[] = [
  check('an enum and null', 'byState', ['"OPEN"', 'null']),
  check('a custom scalar of any shape', 'byAny', ['{"x":[1,{"y":null}]}', '"text"']),
  {
    ...check('a list of lists of nested objects', 'byGrid', ['[[{"n":1,"sub":{"n":2}},null],null,[]]', 'null']),
    knownStockDifference: 'It sends the inner lists of a required list of lists as null.',
  },
  check('a union, of one member an entity below it', 'byPay', [
    '{"__typename":"Card","number":"4","owner":{"name":"Ann"}}',
    '{"__typename":"Cash","amount":5}',
  ]),
  check('an interface with a field of one implementation', 'byNote', ['["T",3]', '["S",null]']),
  check('a field of another entity that itself requires one', 'byMain', ['10', null]),
  check('fields of a list of other entities that themselves require one', 'byLines', ['[[10,10],[40,20]]', '[]']),
  check('a list by an argument', 'byTags', ['["o1",null]', '["o2",null]']),
  check('a field by an input object with a list and an enum', 'byMaybe', [
    '"{\\"b\\":[1,2],\\"c\\":\\"SHUT\\"}"',
    '"{\\"b\\":[1,2],\\"c\\":\\"SHUT\\"}"',
  ]),
  {
    name: '@requires of many shapes at once, beside the same fields under other names and with other arguments',
    subgraphs: graph,
    operation: `{ order { byState byGrid byNote byTags byMaybe grid { sub { m: n } } pay { ... on Card { n: number } }
      tags(first: 1) all: tags state: __typename s: state maybe(a: { b: null }) } }`,
    expect: {
      data: {
        order: {
          byState: '"OPEN"',
          byGrid: '[[{"n":1,"sub":{"n":2}},null],null,[]]',
          byNote: '["T",3]',
          byTags: '["o1",null]',
          byMaybe: '"{\\"b\\":[1,2],\\"c\\":\\"SHUT\\"}"',
          grid: [[{ sub: { m: 2 } }, null], null, []],
          pay: { n: '4' },
          tags: ['o1'],
          all: ['o1', null, 'c'],
          state: 'Order',
          s: 'OPEN',
          maybe: '{"b":null,"c":"OPEN"}',
        },
      },
    },
    knownStockDifference: 'The planner merges what the client selects with what @requires needs by response name.',
  },
];
