import { createGateway, type Gateway, type GatewayOverrides } from '../../gateway/gateway.js';
import { readGatewayConfig, type GatewayConfig } from '../../gateway/config.js';
import { createLog } from '../../kit/log.js';
import { composeStarted } from './compose-started.js';
import { startSdlSubgraph, type StartedSdlSubgraph } from './start-sdl-subgraph.js';

/** A gateway over one small subgraph, for tests of what is in front of it. */
export interface Bookshop {
  readonly gateway: Gateway;
  readonly books: StartedSdlSubgraph;
  /** Sends anything to the gateway, at `/graphql` unless `path` says otherwise. */
  send(init: RequestInit & { readonly path?: string }): Promise<Response>;
  /** Posts a GraphQL request. */
  post(body: unknown, headers?: Readonly<Record<string, string>>): Promise<Reply>;
  stop(): Promise<void>;
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  // The shape depends on the query under test.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
}

const SDL = `
  type Query { books(first: Int, like: BookFilter): [Book!]! book(id: ID!): Book slow: String never: String }
  type Mutation { lend(id: ID!): Book }
  type Book @key(fields: "id") { id: ID! title: String! author: Author price(currency: Currency = GBP): Float }
  type Author { name: String! books: [Book!]! }
  enum Currency { GBP EUR }
  input BookFilter { title: String author: AuthorFilter ids: [ID!] below: Float }
  input AuthorFilter { name: String! }
`;

const HERBERT = { name: 'Herbert', books: () => [DUNE] };
const DUNE = { id: '1', title: 'Dune', author: HERBERT, price: 9.5 };

/** Starts the bookshop with our own engine. `change` makes the settings from their defaults. */
export async function startBookshop(
  change: (config: GatewayConfig) => GatewayConfig = (config) => config,
  overrides: GatewayOverrides = {},
): Promise<Bookshop> {
  const books = await startSdlSubgraph({
    name: 'books',
    sdl: SDL,
    resolvers: {
      Query: {
        books: () => [DUNE],
        book: () => DUNE,
        slow: () => new Promise((resolve) => setTimeout(() => resolve('slow'), 500)),
        never: () => new Promise(() => undefined),
      },
      Mutation: { lend: () => DUNE },
    },
  });
  const config = change({ ...readGatewayConfig({ port: '0', engine: 'joinery' }, {}), logLevel: 'silent' });
  const gateway = createGateway(config, {
    log: createLog('test', 'silent'),
    supergraph: composeStarted([books]),
    ...overrides,
  });
  await gateway.start().catch(async (error: unknown) => {
    await books.stop();
    throw error;
  });
  const send: Bookshop['send'] = ({ path = '/graphql', ...init }) => fetch(new URL(path, gateway.url()), init);
  return {
    gateway,
    books,
    send,
    async post(body, headers = {}) {
      const response = await send({
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });
      return { status: response.status, headers: response.headers, body: await response.json() };
    },
    async stop() {
      await gateway.stop();
      await books.stop();
    },
  };
}
