import type { Subgraphs } from '../support/federation-case.js';
import type { Row } from '../support/subgraph-fixture.js';

const AUTHORS = [
  { id: 'a1', name: 'Austen' },
  { id: 'a2', name: 'Brontë' },
];

const BOOKS = [
  { id: 'b1', called: 'Emma', genre: 'NOVEL', pages: 474, author: AUTHORS[0] },
  { id: 'b2', called: 'Poems', genre: 'POEM', pages: 0, author: AUTHORS[1] },
  { id: 'b3', called: 'Notes', genre: null, pages: null, author: null },
];

const REVIEWS: Record<string, Row[]> = {
  b1: [
    { id: 'r1', text: 'Good', stars: 5, by: { name: 'Ann', nick: 'A' } },
    { id: 'r2', text: 'Fair', stars: 3, by: null },
  ],
  b2: [{ id: 'r3', text: null, stars: 1, by: { name: 'Ben', nick: null } }],
};

/** A small graph for everything that operations can say. `echo` and `note` answer their arguments as JSON. */
export const bookshop: Subgraphs = {
  books: {
    sdl: `
      type Query {
        book(id: ID!): Book
        books(first: Int = 2, filter: BookFilter): [Book!]!
        echo(text: String = "none", n: Int, list: [Int!], filter: BookFilter, genre: Genre, flag: Boolean, size: Float, id: ID): String
      }
      type Book @key(fields: "id") {
        id: ID!
        title(upper: Boolean = false, prefix: String): String
        genre: Genre
        pages: Int
        author: Author
      }
      type Author @key(fields: "id") { id: ID!  name: String  books: [Book!]! }
      enum Genre { NOVEL POEM }
      input BookFilter { genre: Genre = NOVEL  ids: [ID!]  above: Limit }
      input Limit { pages: Int! = 10  strict: Boolean }
    `,
    entities: { Book: BOOKS, Author: AUTHORS },
    fields: {
      'Query.book': (_parent, { id }) => BOOKS.find((book) => book.id === id),
      'Query.books': (_parent, { first, filter }) =>
        BOOKS.filter(({ id, genre }) => filter?.ids?.includes(id) ?? (!filter || filter.genre === genre)).slice(
          0,
          first,
        ),
      'Query.echo': (_parent, args) => JSON.stringify(args),
      'Book.title': ({ called }, { upper, prefix }) =>
        (prefix ?? '') + (upper ? (called as string).toUpperCase() : called),
      'Author.books': ({ id }) => BOOKS.filter(({ author }) => author?.id === id),
    },
  },
  reviews: {
    sdl: `
      type Query { reader(name: String): Reader }
      type Book @key(fields: "id") {
        id: ID!
        reviews(first: Int = 10, above: Int = 0): [Review!]!
        stars: Float
        note(text: String = "none", tags: [String]): String
      }
      type Author @key(fields: "id") { id: ID!  awards(since: Int): [String!] }
      type Review { id: ID!  text: String  stars: Int  by: Reader }
      type Reader { name: String  nick: String }
    `,
    entities: {
      Book: [
        { id: 'b1', stars: 4 },
        { id: 'b2', stars: 1 },
        { id: 'b3', stars: null },
      ],
      Author: [{ id: 'a1' }, { id: 'a2' }],
    },
    fields: {
      'Query.reader': (_parent, { name }) => ({ name: name ?? 'Ann', nick: 'A' }),
      'Book.reviews': ({ id }, { first, above }) =>
        (REVIEWS[id as string] ?? []).filter(({ stars }) => stars > above).slice(0, first),
      'Book.note': (_parent, args) => JSON.stringify(args),
      'Author.awards': ({ id }, { since }) => (id === 'a1' ? [`Prize since ${since}`] : []),
    },
  },
};
