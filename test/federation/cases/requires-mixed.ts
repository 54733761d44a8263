import type { FederationCase, Subgraphs } from '../support/federation-case.js';

const SOLID = { __typename: 'Solid', id: 'g1', name: 'Pen', code: 'c1' };
const LIQUID = { __typename: 'Liquid', id: 'g2', name: 'Ink', code: 'c2' };
const named = ({ name }: { name?: unknown }, { upper }: { upper?: unknown }) =>
  upper ? String(name).toUpperCase() : name;

/** `@requires` together with arguments, interface objects and types that are external as a whole. */
const graph: Subgraphs = {
  store: {
    sdl: `
      type Query { goods: [Good]  pack: Pack }
      interface Good @key(fields: "id") { id: ID!  title(upper: Boolean = false): String }
      type Solid implements Good @key(fields: "id") { id: ID!  title(upper: Boolean = false): String  part: Part }
      type Liquid implements Good @key(fields: "id") { id: ID!  title(upper: Boolean = false): String }
      type Part @shareable { size(in: String = "mm"): Int  colour: String }
      type Pack @key(fields: "id") { id: ID!  weight(unit: String = "g"): Int  good: Good  goods: [Good!]! }
    `,
    entities: { Good: [SOLID, LIQUID], Solid: [SOLID], Liquid: [LIQUID], Pack: [{ id: 'p' }] },
    fields: {
      'Query.goods': [SOLID, null, LIQUID],
      'Query.pack': { id: 'p' },
      'Solid.title': (parent, args) => named(parent, args),
      'Liquid.title': (parent, args) => named(parent, args),
      'Solid.part': { colour: 'red' },
      'Part.size': (_part, args) => (args.in === 'cm' ? 1 : 10),
      'Pack.weight': (_pack, { unit }) => (unit === 'kg' ? 2 : 2_000),
      'Pack.good': LIQUID,
      'Pack.goods': [LIQUID, SOLID],
    },
  },
  labels: {
    sdl: `
      type Good @key(fields: "id") @interfaceObject { id: ID!  title(upper: Boolean = false): String @external
        loud: String @requires(fields: "title(upper: true)")  plain: String @requires(fields: "title")
        both: String @requires(fields: "title(upper: false)") }
    `,
    fields: {
      'Good.loud': ({ title }) => `loud ${title}`,
      'Good.plain': ({ title }) => `plain ${title}`,
      'Good.both': ({ title }) => `both ${title}`,
    },
  },
  prices: {
    sdl: `
      type Good @key(fields: "id") @interfaceObject { id: ID!  price: Int  loud: String @external
        tag: String @requires(fields: "loud") }
    `,
    entities: {
      Good: [
        { id: 'g1', price: 10 },
        { id: 'g2', price: 20 },
      ],
    },
    fields: { 'Good.tag': ({ loud, price }) => `${loud} for ${price}` },
  },
  post: {
    sdl: `
      type Solid @key(fields: "id") { id: ID!  part: Part @external
        inner: String @requires(fields: "part { size(in: \\"cm\\") colour }")  outer: String @requires(fields: "part { size }") }
      type Part @external { size(in: String = "mm"): Int  colour: String }
    `,
    fields: {
      'Solid.__resolveReference': (solid) => solid,
      'Solid.inner': ({ part }) => `${part.size} ${part.colour}`,
      'Solid.outer': ({ part }) => `${part.size}`,
    },
  },
  packs: {
    sdl: `
      type Pack @key(fields: "id") { id: ID!  weight(unit: String = "g"): Int @external
        light: String @requires(fields: "weight(unit: \\"kg\\")")  heavy: String @requires(fields: "weight")
        good: Good @external  goods: [Good!]! @external
        first: String @requires(fields: "good { title(upper: true) price }")
        all: String @requires(fields: "goods { price }") }
      type Good @key(fields: "id") @interfaceObject { id: ID!  title(upper: Boolean = false): String @external  price: Int @external }
    `,
    fields: {
      'Pack.light': ({ weight }) => `${weight} kg`,
      'Pack.heavy': ({ weight }) => `${weight} g`,
      'Pack.first': ({ good }) => `${good.title} ${good.price}`,
      'Pack.all': ({ goods }) => goods.map(({ price }: { price: unknown }) => price).join(),
    },
  },
};

const GIVES_UP = 'The planner gives up where an interface object is asked for __typename after @requires.';
const BY_NAME =
  'The planner merges what the client selects with what @requires needs by response name, whatever the arguments.';

function check(name: string, operation: string, data: object, knownStockDifference?: string): FederationCase {
  const known = knownStockDifference === undefined ? {} : { knownStockDifference };
  return { name, subgraphs: graph, operation, expect: { data }, ...known };
}

export const MIXED_REQUIRES_CASES: readonly FederationCase[] = [
  check('an interface object requires a field with an argument', '{ goods { loud } }', {
    goods: [{ loud: 'loud PEN' }, null, { loud: 'loud INK' }],
  }),
  check(
    'an interface object requires one field with several arguments, beside the field itself with others',
    '{ goods { loud plain both title t: title(upper: true) } }',
    {
      goods: [
        { loud: 'loud PEN', plain: 'plain Pen', both: 'both Pen', title: 'Pen', t: 'PEN' },
        null,
        { loud: 'loud INK', plain: 'plain Ink', both: 'both Ink', title: 'Ink', t: 'INK' },
      ],
    },
    BY_NAME,
  ),
  check(
    'an interface object requires a field of another that requires one with an argument',
    '{ goods { tag } }',
    { goods: [{ tag: 'loud PEN for 10' }, null, { tag: 'loud INK for 20' }] },
    GIVES_UP,
  ),
  check(
    'an interface object requires a field of another that requires one, of one implementation and of its name',
    '{ goods { __typename ... on Liquid { tag loud } } pack { good { tag t: __typename } } }',
    {
      goods: [{ __typename: 'Solid' }, null, { __typename: 'Liquid', tag: 'loud INK for 20', loud: 'loud INK' }],
      pack: { good: { tag: 'loud INK for 20', t: 'Liquid' } },
    },
    GIVES_UP,
  ),
  check(
    'a type that is external as a whole, with arguments on a field of it',
    '{ goods { ... on Solid { inner outer part { size s: size(in: "cm") } } } }',
    { goods: [{ inner: '1 red', outer: '10', part: { size: 10, s: 1 } }, null, {}] },
    BY_NAME,
  ),
  check(
    'one field required with an argument and without it, of objects that are alone',
    '{ pack { heavy light weight w: weight(unit: "kg") } }',
    { pack: { heavy: '2000 g', light: '2 kg', weight: 2_000, w: 2 } },
    BY_NAME,
  ),
  check('required fields of interface objects below an entity, with an argument', '{ pack { first all } }', {
    pack: { first: 'INK 20', all: '20,10' },
  }),
  check(
    'required fields of interface objects beside the same objects of the client',
    '{ pack { first good { title __typename loud } goods { id price } all } }',
    {
      pack: {
        first: 'INK 20',
        good: { title: 'Ink', __typename: 'Liquid', loud: 'loud INK' },
        goods: [
          { id: 'g2', price: 20 },
          { id: 'g1', price: 10 },
        ],
        all: '20,10',
      },
    },
    BY_NAME,
  ),
];
