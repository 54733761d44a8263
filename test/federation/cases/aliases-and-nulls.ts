import { missingNonNull, subgraphError } from '../support/expected-errors.js';
import type { FederationCase, Subgraphs } from '../support/federation-case.js';
import { STOCK } from '../support/known-stock-differences.js';

const fails = new Error('It fails');

/** `bad` fails wherever it is asked for, and so does `badSize` of what the second subgraph knows. */
const graph: Subgraphs = {
  one: {
    sdl: `
      type Query { box: Box  boxes: [Box]  strictBoxes: [Box!]  shape: Shape  item(id: ID! = "i1"): Item  items: [Item] }
      type Box { name: String  kind: String!  bad: Int!  maybeBad: Int  inner: Box  strictInner: Box! }
      interface Shape { name: String  bad: Int }
      type Round implements Shape { name: String  bad: Int!  radius: Int }
      type Square implements Shape { name: String  bad: Int  side: Int }
      type Item @key(fields: "id") { id: ID!  name: String }
    `,
    fields: {
      'Query.box': { name: 'B', kind: 'k' },
      'Query.boxes': [{ name: 'B1', kind: 'k' }, null],
      'Query.strictBoxes': [{ name: 'B1', kind: 'k' }],
      'Query.shape': { __typename: 'Round', name: 'R', radius: 2 },
      'Query.item': (_parent, { id }) => ({ id, name: id }),
      'Query.items': [{ id: 'i1' }, { id: 'i2' }],
      'Box.bad': fails,
      'Box.maybeBad': fails,
      'Box.inner': { name: 'I', kind: 'i' },
      'Box.strictInner': { name: 'S', kind: 's' },
      'Round.bad': fails,
    },
    entities: { Item: [{ id: 'i1' }, { id: 'i2' }] },
  },
  two: {
    sdl: `
      type Item @key(fields: "id") { id: ID!  name: String @external  size: Size  badSize: Int!  weight: Int
        parts: [Part]  told: String @requires(fields: "name") }
      type Size { n: Int  unit: String! }
      type Part { n: Int  bad: Int! }
    `,
    entities: {
      Item: [
        { id: 'i1', weight: 1, parts: [{ n: 1 }, { n: 2 }] },
        { id: 'i2', weight: 2 },
      ],
    },
    fields: {
      'Item.size': { n: 3 },
      'Size.unit': fails,
      'Item.badSize': fails,
      'Part.bad': fails,
      'Item.told': ({ name }) => `told ${name}`,
    },
  },
};

const one = (path: string) => subgraphError('one', path, /^It fails$/);
const two = (path: string) => subgraphError('two', path, /^It fails$/);

/** Each response key is executed on its own, whatever other key asks for the same field. */
export const ALIAS_AND_NULL_CASES: readonly FederationCase[] = (
  [
    {
      name: 'a null of one root alias leaves the other',
      operation: '{ a: box { bad name } b: box { name } box { kind } }',
      expect: { data: { a: null, b: { name: 'B' }, box: { kind: 'k' } }, errors: [one('a.bad')] },
      requests: { one: { atMost: 1 } },
    },
    {
      name: 'a null of each alias is told for each',
      operation: '{ a: box { bad } b: box { bad name } c: box { name } }',
      expect: { data: { a: null, b: null, c: { name: 'B' } }, errors: [one('a.bad'), one('b.bad')] },
    },
    {
      name: 'a null stops at the alias below another',
      operation: '{ x: box { a: inner { bad } b: inner { name } } y: box { a: inner { name } b: inner { bad } } }',
      expect: {
        data: { x: { a: null, b: { name: 'I' } }, y: { a: { name: 'I' }, b: null } },
        errors: [one('x.a.bad'), one('y.b.bad')],
      },
    },
    {
      name: 'the same key below two aliases is null below one',
      operation: '{ x: box { inner { bad } name } y: box { inner { name } } }',
      expect: { data: { x: { inner: null, name: 'B' }, y: { inner: { name: 'I' } } }, errors: [one('x.inner.bad')] },
    },
    {
      name: 'a null goes up through a strict alias to the one that may be null',
      operation: '{ x: box { a: strictInner { bad } name } y: box { a: strictInner { name } } }',
      expect: { data: { x: null, y: { a: { name: 'S' } } }, errors: [one('x.a.bad')] },
    },
    {
      name: 'a list of one alias is null, and that of the other is not',
      operation: '{ a: strictBoxes { bad } b: strictBoxes { name } c: boxes { bad } d: boxes { name } }',
      expect: {
        data: { a: null, b: [{ name: 'B1' }], c: [null, null], d: [{ name: 'B1' }, null] },
        errors: [one('a.0.bad'), one('c.0.bad')],
      },
    },
    {
      name: 'a field that only one implementation never leaves null is asked for under each alias',
      operation: '{ a: shape { bad name } b: shape { name } c: shape { ... on Round { radius bad } } }',
      expect: { data: { a: null, b: { name: 'R' }, c: null }, errors: [one('a.bad'), one('c.bad')] },
    },
    {
      name: 'aliases in fragments, of which one is spread twice',
      operation: `
        { box { ...F y: inner { name } inner { ...F y: inner { ...B } } } }
        fragment F on Box { x: inner { ...B name } }
        fragment B on Box { bad }`,
      expect: {
        data: { box: { x: null, y: { name: 'I' }, inner: { x: null, y: null } } },
        errors: [one('box.x.bad'), one('box.inner.x.bad'), one('box.inner.y.bad')],
      },
    },
    {
      name: 'what is left out of an alias cannot make it null',
      operation: 'query ($no: Boolean!) { a: box { bad @skip(if: $no) name } b: box { name kind @include(if: $no) } }',
      variables: { no: true },
      expect: { data: { a: { name: 'B' }, b: { name: 'B', kind: 'k' } } },
    },
    {
      name: 'a null of an entity at one alias leaves the other',
      operation: '{ a: item { weight badSize } b: item { weight told } }',
      expect: { data: { a: null, b: { weight: 1, told: 'told i1' } }, errors: [two('a.badSize')] },
    },
    {
      name: 'a null below an entity at one alias leaves the other',
      operation: '{ item { a: size { unit } b: size { n } c: parts { n bad } d: parts { n } } }',
      expect: {
        data: { item: { a: null, b: { n: 3 }, c: [null, null], d: [{ n: 1 }, { n: 2 }] } },
        errors: [two('item.a.unit'), two('item.c.0.bad'), two('item.c.1.bad')],
      },
      requests: { two: { atMost: 1 } },
    },
    {
      name: 'a null of entities of a list at one alias leaves the other',
      operation: '{ a: items { badSize } b: items { weight told } }',
      expect: {
        data: {
          a: [null, null],
          b: [
            { weight: 1, told: 'told null' },
            { weight: 2, told: 'told null' },
          ],
        },
        errors: [two('a.0.badSize'), two('a.1.badSize')],
      },
    },
    {
      name: 'a missing non-null field of an entity leaves the other alias',
      operation: '{ a: item(id: "i3") { badSize } b: item(id: "i3") { name weight } }',
      expect: { data: { a: null, b: { name: 'i3', weight: null } }, errors: [missingNonNull('a.badSize')] },
      knownStockDifference: STOCK.hidesNulls,
    },
    {
      name: 'a field that may be null fails under the aliases that ask for it, and nowhere else',
      operation: '{ a: box { maybeBad name } b: box { name } c: box { it: maybeBad } }',
      expect: {
        data: { a: { maybeBad: null, name: 'B' }, b: { name: 'B' }, c: { it: null } },
        errors: [one('a.maybeBad'), one('c.it')],
      },
      requests: { one: { atMost: 1, asksNot: ['__j'] } },
    },
  ] satisfies Omit<FederationCase, 'subgraphs'>[]
).map((each) => ({ ...each, subgraphs: graph }));
