import { bookshop } from '../graphs/bookshop.js';
import type { FederationCase } from '../support/federation-case.js';
import { STOCK } from '../support/known-stock-differences.js';

/** Names that every object of JavaScript has, and the one that sets its prototype. */
const INHERITED = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'valueOf',
  '__defineGetter__',
];

export const ALIAS_CASES: readonly FederationCase[] = [
  {
    name: 'aliases in both subgraphs and at every level',
    subgraphs: bookshop,
    operation: '{ one: book(id: "b1") { what: title said: reviews { who: by { call: name } how: stars } } }',
    expect: {
      data: {
        one: {
          what: 'Emma',
          said: [
            { who: { call: 'Ann' }, how: 5 },
            { who: null, how: 3 },
          ],
        },
      },
    },
  },
  {
    name: 'one field twice with different arguments',
    subgraphs: bookshop,
    operation:
      '{ book(id: "b1") { title loud: title(upper: true) the: title(prefix: "The ") all: reviews { id } one: reviews(first: 1) { id } } }',
    expect: {
      data: {
        book: {
          title: 'Emma',
          loud: 'EMMA',
          the: 'The Emma',
          all: [{ id: 'r1' }, { id: 'r2' }],
          one: [{ id: 'r1' }],
        },
      },
    },
    requests: { books: { atMost: 1 }, reviews: { atMost: 1 } },
  },
  {
    name: 'one field twice with the same arguments under two names',
    subgraphs: bookshop,
    operation: '{ a: book(id: "b1") { x: title y: title } b: book(id: "b1") { stars } }',
    expect: { data: { a: { x: 'Emma', y: 'Emma' }, b: { stars: 4 } } },
  },
  {
    name: 'an alias may be the name of another field of the same subgraph',
    subgraphs: bookshop,
    operation: '{ book(id: "b1") { pages: title title: genre genre: pages stars } }',
    expect: { data: { book: { pages: 'Emma', title: 'NOVEL', genre: 474, stars: 4 } } },
  },
  {
    name: 'an alias may be the name of a field of another subgraph',
    subgraphs: bookshop,
    operation: '{ book(id: "b1") { stars: title reviews: pages rating: stars opinions: reviews(first: 1) { stars } } }',
    expect: { data: { book: { stars: 'Emma', reviews: 474, rating: 4, opinions: [{ stars: 5 }] } } },
  },
  {
    name: 'an alias may be the name of the key',
    subgraphs: bookshop,
    operation: '{ books { id: title stars } }',
    expect: {
      data: {
        books: [
          { id: 'Emma', stars: 4 },
          { id: 'Poems', stars: 1 },
        ],
      },
    },
    knownStockDifference: STOCK.mergesByResponseName,
  },
  {
    name: 'the key under another name',
    subgraphs: bookshop,
    operation: '{ book(id: "b1") { key: id stars } }',
    expect: { data: { book: { key: 'b1', stars: 4 } } },
  },
  {
    name: 'the key under its name and under another',
    subgraphs: bookshop,
    operation: '{ book(id: "b1") { key: id id stars } }',
    expect: { data: { book: { key: 'b1', id: 'b1', stars: 4 } } },
  },
  {
    name: 'a root field under the name of another',
    subgraphs: bookshop,
    operation: '{ reader: book(id: "b1") { id } book: reader { name } }',
    expect: { data: { reader: { id: 'b1' }, book: { name: 'Ann' } } },
  },
  {
    name: 'an alias may be the name of a root type or of an entity',
    subgraphs: bookshop,
    operation: '{ Query: book(id: "b1") { Book: title _entities: stars representations: pages } }',
    expect: { data: { Query: { Book: 'Emma', _entities: 4, representations: 474 } } },
  },
  {
    name: 'aliases that look like numbers of a list keep their order',
    subgraphs: bookshop,
    operation: '{ _1: book(id: "b1") { _0: stars _2: title } }',
    expect: { data: { _1: { _0: 4, _2: 'Emma' } } },
  },
  ...INHERITED.flatMap((name): FederationCase[] => [
    {
      name: `the alias ${name} on a field of either subgraph`,
      subgraphs: bookshop,
      operation: `{ book(id: "b1") { ${name}: title id stars } again: book(id: "b2") { ${name}: stars title } }`,
      expect: { data: { book: { [name]: 'Emma', id: 'b1', stars: 4 }, again: { [name]: 1, title: 'Poems' } } },
    },
    {
      name: `the alias ${name} on objects and lists that two subgraphs fill`,
      subgraphs: bookshop,
      operation: `{ ${name}: book(id: "b1") { author { ${name}: awards name } ${name}: reviews { ${name}: by { name } } title } }`,
      expect: {
        data: {
          [name]: {
            author: { [name]: ['Prize since undefined'], name: 'Austen' },
            [name]: [{ [name]: { name: 'Ann' } }, { [name]: null }],
            title: 'Emma',
          },
        },
      },
    },
  ]),
];
