import { bookshop } from '../graphs/bookshop.js';
import type { FederationCase } from '../support/federation-case.js';

const EMMA = { title: 'Emma', stars: 4 };

export const FRAGMENT_CASES: readonly FederationCase[] = [
  {
    name: 'a named fragment with fields of both subgraphs',
    subgraphs: bookshop,
    operation: '{ book(id: "b1") { ...B } } fragment B on Book { title stars }',
    expect: { data: { book: EMMA } },
  },
  {
    name: 'a named fragment used in several places',
    subgraphs: bookshop,
    operation: `{ a: book(id: "b1") { ...B } b: book(id: "b1") { author { books { ...B } } } books { ...B id } }
      fragment B on Book { title stars }`,
    expect: {
      data: {
        a: EMMA,
        b: { author: { books: [EMMA] } },
        books: [
          { ...EMMA, id: 'b1' },
          { title: 'Poems', stars: 1, id: 'b2' },
        ],
      },
    },
  },
  {
    name: 'named fragments within named fragments',
    subgraphs: bookshop,
    operation: `{ ...Root }
      fragment Root on Query { book(id: "b1") { ...Outer } }
      fragment Outer on Book { id ...Inner author { ...Writer } }
      fragment Inner on Book { title reviews(first: 1) { ...Said } }
      fragment Said on Review { stars by { ...Who } }
      fragment Who on Reader { name }
      fragment Writer on Author { name awards(since: 1) }`,
    expect: {
      data: {
        book: {
          id: 'b1',
          title: 'Emma',
          reviews: [{ stars: 5, by: { name: 'Ann' } }],
          author: { name: 'Austen', awards: ['Prize since 1'] },
        },
      },
    },
  },
  {
    name: 'one object selected in several places is merged, in the order of the first',
    subgraphs: bookshop,
    operation: `{ book(id: "b1") { author { name } ...A stars author { awards(since: 2) } ... on Book { title author { id } } } }
      fragment A on Book { reviews(first: 1) { id } author { id name } }`,
    expect: {
      data: {
        book: {
          author: { name: 'Austen', id: 'a1', awards: ['Prize since 2'] },
          reviews: [{ id: 'r1' }],
          stars: 4,
          title: 'Emma',
        },
      },
    },
    knownStockDifference: 'It puts the fields of an object before those that a fragment adds to it.',
  },
  {
    name: 'an inline fragment without a type',
    subgraphs: bookshop,
    operation: '{ ... { book(id: "b1") { ... { title ... { stars } } } } }',
    expect: { data: { book: EMMA } },
  },
  {
    name: 'the same field many times is answered once',
    subgraphs: bookshop,
    operation:
      '{ book(id: "b1") { title title ...B ...B stars stars } book(id: "b1") { title } } fragment B on Book { title }',
    expect: { data: { book: EMMA } },
    requests: { books: { atMost: 1 }, reviews: { atMost: 1 } },
  },
  {
    name: 'a fragment with variables of the operation',
    subgraphs: bookshop,
    operation:
      'query ($n: Int = 1, $up: Boolean!) { book(id: "b1") { ...B } } fragment B on Book { title(upper: $up) reviews(first: $n) { stars } }',
    variables: { up: true },
    expect: { data: { book: { title: 'EMMA', reviews: [{ stars: 5 }] } } },
  },
  {
    name: 'fragments named as types and as fields',
    subgraphs: bookshop,
    operation:
      '{ book(id: "b1") { ...Book ...title } } fragment Book on Book { title } fragment title on Book { stars }',
    expect: { data: { book: EMMA } },
  },
  {
    name: 'fragments named as properties of every object',
    subgraphs: bookshop,
    operation:
      '{ book(id: "b1") { ...__proto__ ...constructor } } fragment __proto__ on Book { title } fragment constructor on Book { stars }',
    expect: { data: { book: EMMA } },
  },
  {
    name: 'twelve levels of objects over two subgraphs',
    subgraphs: bookshop,
    operation: `{ book(id: "b1") { author { books { author { books { author { books { author { books { author { books { author { awards(since: 3) } stars } } } } } } } } } } } }`,
    expect: {
      data: {
        book: nested(5, { author: { awards: ['Prize since 3'] }, stars: 4 }),
      },
    },
  },
];

function nested(depth: number, innermost: object): object {
  return depth === 0 ? innermost : { author: { books: [nested(depth - 1, innermost)] } };
}
