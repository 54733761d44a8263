import { buildSchema, graphql } from 'graphql';
import type { Deliveries } from './deliveries.js';
import type { Delivered } from './live-supergraph.js';

/** What routers of Apollo ask when they are given another address than Apollo's own. */
const UPLINK = buildSchema(/* GraphQL */ `
  type Query {
    routerConfig(ref: String!, apiKey: String!, ifAfterId: ID): RouterConfigResponse!
    routerEntitlements(ref: String!, apiKey: String!, ifAfterId: ID): RouterEntitlementsResponse!
    persistedQueries(ref: String!, apiKey: String!, ifAfterId: ID): PersistedQueriesResponse!
  }
  union RouterConfigResponse = RouterConfigResult | Unchanged | FetchError
  union RouterEntitlementsResponse = RouterEntitlementsResult | Unchanged | FetchError
  union PersistedQueriesResponse = PersistedQueriesResult | Unchanged | FetchError
  type RouterConfigResult {
    id: ID!
    supergraphSDL: String!
    minDelaySeconds: Float!
    messages: [Message!]!
  }
  type RouterEntitlementsResult {
    id: ID!
    minDelaySeconds: Float!
    entitlement: RouterEntitlement
  }
  type PersistedQueriesResult {
    id: ID!
    minDelaySeconds: Float!
    chunks: [PersistedQueriesChunk!]
  }
  type PersistedQueriesChunk {
    id: ID!
    urls: [String!]!
  }
  type RouterEntitlement {
    jwt: String!
  }
  type Unchanged {
    id: ID!
    minDelaySeconds: Float!
  }
  type FetchError {
    code: FetchErrorCode!
    message: String!
  }
  enum FetchErrorCode {
    AUTHENTICATION_FAILED
    ACCESS_DENIED
    UNKNOWN_REF
    RETRY_LATER
    NOT_IMPLEMENTED_ON_THIS_INSTANCE
  }
  type Message {
    level: String!
    body: String!
  }
`);

/** A router asks again no sooner. */
const DELAY_SECONDS = 1;
/** Routers ask for one thing by one request; the same under many names would be as many schemas. */
const ASKED_MAX = 3;

interface Asked {
  /** `graph@variant`, where the variant may be a contract. */
  readonly ref: string;
  readonly apiKey: string;
  readonly ifAfterId?: string | null;
}

export interface UplinkOptions {
  readonly deliveries: Deliveries;
  /** Whether a token may read the supergraph. */
  readonly mayRead: (token: string) => Promise<boolean>;
}

/** Answers a request in the form of Apollo's Uplink. Its key is a token of the registry, alone or after a last colon. */
export async function answerUplink({ deliveries, mayRead }: UplinkOptions, body: unknown): Promise<unknown> {
  const { query, variables, operationName } = (body ?? {}) as Record<string, unknown>;
  let askedTimes = 0;
  const allowed = async (asked: Asked, answer: () => Promise<object> | object): Promise<object> => {
    askedTimes += 1;
    if (askedTimes > ASKED_MAX) return fetchError('ACCESS_DENIED', 'Ask for one thing at a time');
    return (await mayRead(asked.apiKey.slice(asked.apiKey.lastIndexOf(':') + 1)))
      ? answer()
      : fetchError('AUTHENTICATION_FAILED', 'The key is no token of this registry, or may not read');
  };
  return graphql({
    schema: UPLINK,
    source: typeof query === 'string' ? query : '',
    ...(typeof operationName === 'string' ? { operationName } : {}),
    variableValues: variables as Record<string, unknown> | null,
    rootValue: {
      routerConfig: (asked: Asked) => allowed(asked, async () => routerConfig(await current(deliveries, asked), asked)),
      routerEntitlements: (asked: Asked) => allowed(asked, () => unlessKnown(asked, 'RouterEntitlementsResult')),
      persistedQueries: (asked: Asked) => allowed(asked, () => unlessKnown(asked, 'PersistedQueriesResult')),
    },
  });
}

async function current(deliveries: Deliveries, { ref }: Asked): Promise<Delivered | null> {
  const variant = ref.slice(ref.lastIndexOf('@') + 1);
  return ((await deliveries.contract(variant)) ?? deliveries.whole).current();
}

function routerConfig(delivered: Delivered | null, { ifAfterId }: Asked): object {
  if (delivered === null) return fetchError('UNKNOWN_REF', 'Nothing was published yet');
  const id = delivered.createdAt;
  if (ifAfterId === id) return { __typename: 'Unchanged', id, minDelaySeconds: DELAY_SECONDS };
  const { sdl } = delivered;
  return { __typename: 'RouterConfigResult', id, supergraphSDL: sdl, minDelaySeconds: DELAY_SECONDS, messages: [] };
}

/** There are neither licences nor lists of persisted queries here, which never changes. */
function unlessKnown({ ifAfterId }: Asked, result: string): object {
  const id = 'none';
  return { __typename: ifAfterId === id ? 'Unchanged' : result, id, minDelaySeconds: 60 };
}

function fetchError(code: string, message: string): object {
  return { __typename: 'FetchError', code, message };
}
