import { bookshop } from '../graphs/bookshop.js';
import { failed } from '../support/expected-errors.js';
import type { FederationCase } from '../support/federation-case.js';

const NO_DEFER = 'It does not know @defer.';

/** What a client that takes no multipart answer gets: everything at once, as if @defer were not there. */
export const PLAIN_DEFER_CASES: readonly FederationCase[] = (
  [
    {
      name: '@defer as plain JSON: an inline fragment of another subgraph',
      subgraphs: bookshop,
      operation: '{ book(id: "b1") { title ... @defer { stars } } }',
      expect: { data: { book: { title: 'Emma', stars: 4 } } },
    },
    {
      name: '@defer as plain JSON: a named fragment with a label',
      subgraphs: bookshop,
      operation: '{ book(id: "b1") { ...S @defer(label: "later") title } } fragment S on Book { stars pages }',
      expect: { data: { book: { stars: 4, pages: 474, title: 'Emma' } } },
    },
    {
      name: '@defer as plain JSON: one within another',
      subgraphs: bookshop,
      operation:
        '{ book(id: "b1") { ... @defer(label: "a") { title author { name ... @defer(label: "b") { awards(since: 1) } } } id } }',
      expect: {
        data: { book: { title: 'Emma', author: { name: 'Austen', awards: ['Prize since 1'] }, id: 'b1' } },
      },
    },
    {
      name: '@defer as plain JSON: in a list',
      subgraphs: bookshop,
      operation: '{ books { id ... on Book @defer { reviews(first: 1) { stars } } } }',
      expect: {
        data: {
          books: [
            { id: 'b1', reviews: [{ stars: 5 }] },
            { id: 'b2', reviews: [{ stars: 1 }] },
          ],
        },
      },
    },
    {
      name: '@defer as plain JSON: at the root',
      subgraphs: bookshop,
      operation: '{ reader { name } ... @defer { book(id: "b1") { stars } } }',
      expect: { data: { reader: { name: 'Ann' }, book: { stars: 4 } } },
    },
    ...[true, false].map((a) => ({
      name: `@defer as plain JSON: with a condition that is ${a}`,
      subgraphs: bookshop,
      operation:
        'query ($a: Boolean!) { book(id: "b1") { id ... @defer(if: $a) { stars } ... @include(if: $a) { title } } }',
      variables: { a },
      expect: { data: { book: a ? { id: 'b1', stars: 4, title: 'Emma' } : { id: 'b1', stars: 4 } } },
    })),
    {
      name: '@defer as plain JSON: what is selected twice is answered once',
      subgraphs: bookshop,
      operation: '{ book(id: "b1") { stars title ... @defer { stars title pages } } }',
      expect: { data: { book: { stars: 4, title: 'Emma', pages: 474 } } },
    },
    {
      name: '@defer as plain JSON: errors of the deferred part are in errors',
      subgraphs: bookshop,
      operation: '{ book(id: "b1") { title ... @defer { stars } } }',
      faults: { reviews: { kind: 'closed' } },
      expect: { data: { book: { title: 'Emma', stars: null } }, errors: [failed('reviews', 'book.stars')] },
    },
  ] satisfies FederationCase[]
).map((one) => ({ ...one, knownStockDifference: NO_DEFER }));
