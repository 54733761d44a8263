import type { GatewayConfig } from '../../gateway/config.js';
import { cache as cacheSettings } from '../../gateway/settings/cache.js';
import type { z } from 'zod';
import type { Subgraphs } from '../federation/support/federation-case.js';
import {
  startProtectedGraph,
  type ProtectedGraph,
  type ProtectedGraphOptions,
  type SubgraphBehaviour,
} from './start-protected-graph.js';

/** A gateway that keeps answers, over a shop of two partners whose stock changes. */
export interface CachedShop extends ProtectedGraph {
  /** Headers of answers, and faults, from now on. */
  readonly behaviour: Record<'products' | 'stock', SubgraphBehaviour>;
  /** What is in stock by `upc`. */
  readonly inStock: Record<string, number>;
  readonly names: Record<string, string>;
  readonly subgraphs: Subgraphs;
  /** What `counted` waits for once it has read, and `sell` before it writes. */
  readonly waits: { counted: () => Promise<unknown>; sell: () => Promise<unknown> };
  /** The subgraphs that were asked since this was called last. */
  asked(): string[];
  data(query: string, as?: Parameters<ProtectedGraph['ask']>[1]): Promise<unknown>;
}

export interface CachedShopOptions {
  readonly folder: string;
  readonly cache?: z.input<typeof cacheSettings>;
  readonly change?: (config: GatewayConfig) => GatewayConfig;
  readonly overrides?: ProtectedGraphOptions['overrides'];
}

export const KEPT = { 'cache-control': 'max-age=60' };

const LINK = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.12", import: ["@key", "@requires", "@external", "@tag", "@composeDirective", "@cacheTag", "@requiresScopes", "@shareable"])
  @link(url: "https://joinery.example/cacheControl/v1.0", import: ["@cacheControl"])
  @composeDirective(name: "@cacheControl")
  directive @cacheControl(maxAge: Int, scope: CacheControlScope, inheritMaxAge: Boolean) repeatable on FIELD_DEFINITION | OBJECT | INTERFACE | UNION
  enum CacheControlScope { PUBLIC PRIVATE }
`;

const PRODUCTS_SDL = `${LINK}
  type Query {
    top(first: Int = 2): [Product!] @cacheTag(format: "top-{$args.first}")
    product(upc: ID!): Product
    hinted: String @cacheControl(maxAge: 30)
    personal: String @cacheControl(maxAge: 30, scope: PRIVATE)
    secret: String @requiresScopes(scopes: [["secret"]])
    group: String @tag(name: "special-category")
    node(upc: ID!): Node
  }
  type Mutation { rename(upc: ID!, name: String!): Product  reset: Boolean  half(upc: ID!): Product }
  interface Node { upc: ID! }
  type Product implements Node @key(fields: "upc") {
    upc: ID!  name: String  price: Int  owner: String @requiresScopes(scopes: [["secret"]])
  }
`;
const STOCK_SDL = `${LINK}
  type Query { counted: Int  item(upc: ID!): Product }
  type Mutation { sell(upc: ID!): Product }
  type Product @key(fields: "upc") @cacheTag(format: "product-{$key.upc}") {
    upc: ID!  inStock: Int  price: Int @external  shipping(express: Boolean): Int @requires(fields: "price")
    aisle: String @requiresScopes(scopes: [["secret"]])
  }
`;

export async function startCachedShop({
  folder,
  cache,
  change = (config) => config,
  overrides,
}: CachedShopOptions): Promise<CachedShop> {
  const behaviour: CachedShop['behaviour'] = { products: { headers: KEPT }, stock: { headers: KEPT } };
  const inStock: Record<string, number> = { p1: 1, p2: 2, p3: 3 };
  const names: Record<string, string> = { p1: 'Chair', p2: 'Table', p3: 'Lamp' };
  const waits = { counted: () => Promise.resolve(), sell: () => Promise.resolve() };
  const subgraphs = subgraphsOf({ inStock, names, waits });
  const graph = await startProtectedGraph({
    subgraphs,
    folder,
    behaviour: (name) => behaviour[name as 'products' | 'stock'],
    change: (config) => change({ ...config, cache: cacheSettings.parse({ enabled: true, ...cache }) }),
    ...(overrides && { overrides }),
  });
  return {
    ...graph,
    behaviour,
    subgraphs,
    inStock,
    waits,
    names,
    asked: () => graph.received().map(({ subgraph }) => subgraph),
    data: async (query, as) => {
      const { body } = await graph.ask(query, as);
      return (body as { errors?: unknown }).errors ? body : (body as { data: unknown }).data;
    },
  };
}

function subgraphsOf({ inStock, names, waits }: Pick<CachedShop, 'inStock' | 'names' | 'waits'>): Subgraphs {
  const product = (upc: string) =>
    upc in names ? { __typename: 'Product', upc, name: names[upc], price: Number(upc[1]) * 10, owner: 'Ann' } : null;
  const counted = (upc: string) => (upc in inStock ? { upc, inStock: inStock[upc], aisle: 'A' } : null);
  return {
    products: {
      sdl: PRODUCTS_SDL,
      fields: {
        'Query.top': (_, { first }) =>
          Object.keys(names)
            .slice(0, first as number)
            .map(product),
        'Query.product': (_, { upc }) => product(upc as string),
        'Query.node': (_, { upc }) => product(upc as string),
        'Query.hinted': () => String(names['p1']),
        'Query.personal': 'mine',
        'Query.secret': 'secret',
        'Query.group': 'BME',
        'Mutation.rename': (_, { upc, name }) => ((names[upc as string] = name as string), product(upc as string)),
        'Mutation.half': (_, { upc }) => {
          names[upc as string] = 'Half';
          throw new Error('only half of it was done');
        },
        'Mutation.reset': () => ((names['p1'] = 'Reset'), true),
        'Product.__resolveReference': ({ upc }) => product(upc as string),
      },
    },
    stock: {
      sdl: STOCK_SDL,
      fields: {
        'Query.counted': async () => {
          const sum = Object.values(inStock).reduce((all, one) => all + one, 0);
          await waits.counted();
          return sum;
        },
        'Query.item': (_, { upc }) => ({ upc }),
        'Mutation.sell': async (_, { upc }) => {
          await waits.sell();
          inStock[upc as string]! -= 1;
          return counted(upc as string);
        },
        'Product.__resolveReference': (given) => {
          const found = counted(given['upc'] as string);
          return found && { ...given, ...found };
        },
        'Product.shipping': ({ price }, { express }) => (price as number) * (express === true ? 2 : 1),
      },
    },
  };
}
