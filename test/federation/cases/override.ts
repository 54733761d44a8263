import type { FederationCase, Subgraphs } from '../support/federation-case.js';
import { STOCK } from '../support/known-stock-differences.js';

const moved: Subgraphs = {
  old: {
    sdl: `
      type Query { bill: Bill  total: Int }
      type Bill @key(fields: "id") { id: ID!  amount: Int  note: String }
    `,
    entities: { Bill: [{ id: 'b1', amount: 1, note: 'from old' }] },
    fields: { 'Query.bill': { id: 'b1', amount: 1, note: 'from old' }, 'Query.total': 1 },
  },
  new: {
    sdl: `
      type Query { total: Int @override(from: "old")  newBill: Bill }
      type Bill @key(fields: "id") { id: ID!  amount: Int @override(from: "old")  paid: Boolean }
    `,
    entities: { Bill: [{ id: 'b1', amount: 2, paid: true }] },
    fields: { 'Query.total': 2, 'Query.newBill': { id: 'b1', amount: 2, paid: true } },
  },
};

const progressive: Subgraphs = {
  old: {
    sdl: `
      type Query { bill: Bill }
      type Bill @key(fields: "id") { id: ID!  always: String  never: String  flagged: String }
    `,
    entities: { Bill: [{ id: 'b1', always: 'old', never: 'old', flagged: 'old' }] },
    fields: { 'Query.bill': { id: 'b1', always: 'old', never: 'old', flagged: 'old' } },
  },
  new: {
    sdl: `
      type Bill @key(fields: "id") { id: ID!  always: String @override(from: "old", label: "percent(100)")
        never: String @override(from: "old", label: "percent(0)")  flagged: String @override(from: "old", label: "new-bills") }
    `,
    entities: { Bill: [{ id: 'b1', always: 'new', never: 'new', flagged: 'new' }] },
  },
};

const withRequires: Subgraphs = {
  a: {
    sdl: `
      type Query { bill: Bill }
      type Bill @key(fields: "id") { id: ID!  base: Int  doubled: Int }
    `,
    entities: { Bill: [{ id: 'b1', base: 5, doubled: -1 }] },
    fields: { 'Query.bill': { id: 'b1', base: 5, doubled: -1 } },
  },
  b: {
    sdl: `type Bill @key(fields: "id") { id: ID!  base: Int @external  doubled: Int @override(from: "a") @requires(fields: "base") }`,
    fields: { 'Bill.doubled': ({ base }) => (base as number) * 2 },
  },
  c: {
    sdl: `type Bill @key(fields: "id") { id: ID!  doubled: Int @external  text: String @requires(fields: "doubled") }`,
    fields: { 'Bill.text': ({ doubled }) => `£${doubled}` },
  },
};

export const OVERRIDE_CASES: readonly FederationCase[] = [
  {
    name: '@override takes the field from its new subgraph',
    subgraphs: moved,
    operation: '{ bill { id amount note } }',
    expect: { data: { bill: { id: 'b1', amount: 2, note: 'from old' } } },
    requests: { old: { asksNot: ['amount'] }, new: { atMost: 1, asks: ['amount'] } },
  },
  {
    name: '@override of a root field',
    subgraphs: moved,
    operation: '{ total }',
    expect: { data: { total: 2 } },
    requests: { old: { atMost: 0 } },
  },
  {
    name: '@override needs no request to the old subgraph when the new one has the entity',
    subgraphs: moved,
    operation: '{ newBill { amount paid } }',
    expect: { data: { newBill: { amount: 2, paid: true } } },
    requests: { old: { atMost: 0 } },
  },
  {
    name: '@override from a subgraph that is gone is an ordinary field',
    subgraphs: {
      only: {
        sdl: `type Query { one: Int @override(from: "gone") }`,
        fields: { 'Query.one': 1 },
      },
      other: { sdl: `type Query { two: Int }`, fields: { 'Query.two': 2 } },
    },
    operation: '{ one two }',
    expect: { data: { one: 1, two: 2 } },
  },
  {
    name: 'progressive @override by 100 percent takes the new subgraph',
    subgraphs: progressive,
    operation: '{ bill { always } }',
    expect: { data: { bill: { always: 'new' } } },
    knownStockDifference: STOCK.ignoresLabels,
  },
  {
    name: 'progressive @override by 0 percent takes the old subgraph',
    subgraphs: progressive,
    operation: '{ bill { never } }',
    expect: { data: { bill: { never: 'old' } } },
    requests: { new: { atMost: 0 } },
  },
  {
    name: 'progressive @override by a label that nobody has set takes the old subgraph',
    subgraphs: progressive,
    operation: '{ bill { flagged } }',
    expect: { data: { bill: { flagged: 'old' } } },
    requests: { new: { atMost: 0 } },
  },
  {
    name: 'progressive @override of fields side by side',
    subgraphs: progressive,
    operation: '{ bill { never always flagged } }',
    expect: { data: { bill: { never: 'old', always: 'new', flagged: 'old' } } },
    knownStockDifference: STOCK.ignoresLabels,
  },
  {
    name: '@override with @requires',
    subgraphs: withRequires,
    operation: '{ bill { base doubled } }',
    expect: { data: { bill: { base: 5, doubled: 10 } } },
  },
  {
    name: '@requires of a field that was overridden takes it from its new subgraph',
    subgraphs: withRequires,
    operation: '{ bill { text } }',
    expect: { data: { bill: { text: '£10' } } },
    requests: { c: { representations: [{ __typename: 'Bill', id: 'b1', doubled: 10 }] } },
  },
];
