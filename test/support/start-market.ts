import { startGatewayProcess, type GatewayProcess } from './gateway-process.js';
import { startLyingSubgraph, type LyingSubgraph } from './lying-subgraph.js';

/** The built gateway over three partners: `books` owns the list, `stock` and `reviews` add to each book. */
export interface Market {
  readonly gateway: GatewayProcess;
  readonly books: LyingSubgraph;
  readonly stock: LyingSubgraph;
  readonly reviews: LyingSubgraph;
  /** Makes all partners honest. */
  calm(): void;
  stop(): Promise<void>;
}

const BOOKS_SDL = `
  type Query { books: [Book!]! book(id: ID!, note: String): Book search(like: BookFilter): [Medium!]! media: [Medium!]! }
  type Mutation { lend(id: ID!, to: String): Book }
  type Book @key(fields: "id") { id: ID! title: String! pages: Int author: Author sequel: Book }
  type Author { name: String! books: [Book!]! media: [Medium!]! }
  union Medium = Book | Film | Song | Game | Play | Poem
  interface Work { title: String! author: Author }
  type Film implements Work { title: String! author: Author }
  type Song implements Work { title: String! author: Author }
  type Game implements Work { title: String! author: Author }
  type Play implements Work { title: String! author: Author }
  type Poem implements Work { title: String! author: Author }
  input BookFilter { title: String author: AuthorFilter ids: [ID!] and: [BookFilter!] }
  input AuthorFilter { name: String! }
`;
const STOCK_SDL = `
  type Book @key(fields: "id") {
    id: ID! inStock: Int isbn: String! price: Float soldOut: Boolean binding: Binding shelf: Shelf shelves: [Shelf!] sizes: [Int]
    holder: Holder detail: Detail
  }
  scalar Detail
  type Shelf { row: Int label: String! }
  enum Binding { PAPER CLOTH }
  union Holder = Shelf | Lorry
  type Lorry { plate: String }
`;
const REVIEWS_SDL = `
  type Query { newest: Review }
  type Book @key(fields: "id") { id: ID! stars: Float reviews: [Review!]! }
  type Review { text: String! book: Book! }
`;

const AUTHOR = { name: 'Herbert' };
const BOOKS = [
  { __typename: 'Book', id: '1', title: 'Dune', pages: 412, author: AUTHOR },
  { __typename: 'Book', id: '2', title: 'Emma', pages: 474, author: AUTHOR },
];
const MEDIA = [...BOOKS, { __typename: 'Film', title: 'Metropolis', author: AUTHOR }];
const byId = ({ id }: { id: string }) => BOOKS.find((book) => book.id === id);

/** Starts it with these settings of the gateway. */
export async function startMarket(settings: Readonly<Record<string, unknown>> = {}): Promise<Market> {
  const [books, stock, reviews] = await Promise.all([startBooks(), startStock(), startReviews()]);
  const partners = [books, stock, reviews];
  const gateway = await startGatewayProcess({ subgraphs: partners, settings });
  await gateway.ask('{ books { title inStock stars } }');
  return {
    ...{ gateway, books, stock, reviews },
    calm: () => partners.forEach((partner) => partner.lie()),
    async stop() {
      await gateway.stop();
      await Promise.all(partners.map((partner) => partner.stop()));
    },
  };
}

/** The partner who owns the books. */
export function startBooks(): Promise<LyingSubgraph> {
  return startLyingSubgraph({
    name: 'books',
    sdl: BOOKS_SDL,
    resolvers: {
      Query: {
        books: () => BOOKS,
        book: (_: unknown, args: { id: string }) => byId(args) ?? null,
        search: () => BOOKS,
        media: () => MEDIA,
      },
      Mutation: { lend: (_: unknown, args: { id: string }) => byId(args) ?? null },
      Book: { __resolveReference: byId, sequel: () => null },
      Author: { books: () => BOOKS, media: () => MEDIA },
    },
  });
}

function startStock(): Promise<LyingSubgraph> {
  return startLyingSubgraph({
    name: 'stock',
    sdl: STOCK_SDL,
    resolvers: {
      Book: {
        __resolveReference: ({ id }: { id: string }) => ({
          ...{ id, inStock: Number(id) * 10, isbn: `isbn ${id}`, price: 9.5, soldOut: false, binding: 'CLOTH' },
          ...{ shelf: { row: 1, label: 'A' }, shelves: [{ row: 1, label: 'A' }], sizes: [1, 2] },
          holder: { __typename: 'Shelf', row: 1, label: 'A' },
          detail: { colour: 'red' },
        }),
      },
    },
  });
}

/** The partner who adds stars and reviews. */
export function startReviews(): Promise<LyingSubgraph> {
  return startLyingSubgraph({
    name: 'reviews',
    sdl: REVIEWS_SDL,
    resolvers: {
      Query: { newest: () => ({ text: 'Good', book: { id: '1' } }) },
      Book: {
        __resolveReference: ({ id }: { id: string }) => ({ id, stars: Number(id) + 0.5, reviews: [{ text: 'Good' }] }),
      },
    },
  });
}
