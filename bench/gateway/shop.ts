import type { DocumentNode } from 'graphql';
import { parse } from 'graphql';
import type { Graph, Workload } from './graph.js';

/** One subgraph of the shop: its contract and its resolvers. */
export interface ShopSubgraph {
  readonly name: string;
  readonly typeDefs: DocumentNode;
  readonly resolvers: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@external", "@requires"])';

const users = Array.from({ length: 6 }, (_, index) => ({
  id: `u${index}`,
  name: `User number ${index}`,
  username: `user${index}`,
}));
const products = Array.from({ length: 9 }, (_, index) => ({
  upc: `p${index}`,
  name: `Product number ${index}`,
  price: 100 + index * 7,
  weight: 10 + index,
}));
const reviews = Array.from({ length: 25 }, (_, index) => ({
  id: `r${index}`,
  body: `Review number ${index}: neither long nor short, as reviews are`,
  author: { id: `u${index % users.length}` },
  product: { upc: `p${(index * 5) % products.length}` },
}));

/** Four subgraphs of a shop. */
export const SHOP_SUBGRAPHS: readonly ShopSubgraph[] = [
  {
    name: 'users',
    typeDefs: parse(
      `${LINK} type Query { me: User users: [User!] } type User @key(fields: "id") { id: ID! name: String username: String }`,
    ),
    resolvers: {
      Query: { me: () => users[0], users: () => users },
      User: { __resolveReference: ({ id }: { id: string }) => users.find((user) => user.id === id) },
    },
  },
  {
    name: 'products',
    typeDefs: parse(
      `${LINK} type Query { topProducts(first: Int = 5): [Product] } type Product @key(fields: "upc") { upc: String! name: String price: Int weight: Int }`,
    ),
    resolvers: {
      Query: { topProducts: (_: unknown, { first }: { first: number }) => products.slice(0, first) },
      Product: { __resolveReference: ({ upc }: { upc: string }) => products.find((product) => product.upc === upc) },
    },
  },
  {
    name: 'inventory',
    typeDefs: parse(
      `${LINK} type Product @key(fields: "upc") { upc: String! weight: Int @external price: Int @external inStock: Boolean shippingEstimate: Int @requires(fields: "price weight") }`,
    ),
    resolvers: {
      Product: {
        __resolveReference: (reference: object) => reference,
        inStock: ({ upc }: { upc: string }) => Number(upc.slice(1)) % 3 !== 0,
        shippingEstimate: ({ price, weight }: { price: number; weight: number }) => (price > 130 ? 0 : weight / 2) | 0,
      },
    },
  },
  {
    name: 'reviews',
    typeDefs: parse(
      `${LINK} type Review @key(fields: "id") { id: ID! body: String author: User product: Product }
       type User @key(fields: "id") { id: ID! reviews: [Review] }
       type Product @key(fields: "upc") { upc: String! reviews: [Review] }`,
    ),
    resolvers: {
      Review: { __resolveReference: ({ id }: { id: string }) => reviews.find((review) => review.id === id) },
      User: {
        __resolveReference: (reference: object) => reference,
        reviews: ({ id }: { id: string }) => reviews.filter(({ author }) => author.id === id),
      },
      Product: {
        __resolveReference: (reference: object) => reference,
        reviews: ({ upc }: { upc: string }) => reviews.filter(({ product }) => product.upc === upc),
      },
    },
  },
];

const FRAGMENTS = `
fragment User on User { id username name }
fragment Review on Review { id body }
fragment Product on Product { inStock name price shippingEstimate upc weight }`;

const BIG = `query Big {
  users { ...User reviews { ...Review product { ...Product reviews { ...Review author { ...User reviews { ...Review product { ...Product } } } } } } }
  topProducts { ...Product reviews { ...Review author { ...User reviews { ...Review product { ...Product } } } } }
} ${FRAGMENTS}`;
const MEDIUM = `query Medium { topProducts(first: 5) { ...Product reviews { ...Review author { ...User } } } } ${FRAGMENTS}`;
const SINGLE = 'query Single { topProducts(first: 5) { upc name price weight } }';

/** The shop, whose deep question brings an answer of about 90 KB. */
export const SHOP: Graph = {
  name: 'shop',
  contracts: SHOP_SUBGRAPHS,
  workloads: [workload('big', BIG), workload('medium', MEDIUM), workload('single', SINGLE)],
};

/** Its operation bears its name, with a capital. */
function workload(name: string, query: string): Workload {
  return { name, operationName: name[0]!.toUpperCase() + name.slice(1), query };
}
