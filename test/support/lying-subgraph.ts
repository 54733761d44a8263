import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper/index.js';
import { graphql, parse } from 'graphql';
import type { Socket } from 'node:net';
import { replyJson, startHostileServer, type HostileServer, type Received } from './hostile-server.js';

/** What an honest subgraph would answer. Its values are untyped, so that a test can spoil them. */
export interface HonestAnswer {
  // The shape depends on the query under test.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  data: any;
  errors?: readonly unknown[];
}

/** Answers a request however it likes; `honest` works out what would be right. */
export type Lie = (socket: Socket, request: Received, honest: () => Promise<HonestAnswer>) => unknown;

/** A subgraph on a server that can do anything down to single bytes. It is honest until it is told to lie. */
export interface LyingSubgraph {
  readonly name: string;
  readonly sdl: string;
  readonly url: string;
  readonly server: HostileServer;
  /** Answers this way from now on; honestly when nothing is given. */
  lie(lie?: Lie): void;
  stop(): Promise<void>;
}

export interface LyingSubgraphOptions {
  readonly name: string;
  /** Without the link to federation. */
  readonly sdl: string;
  readonly resolvers?: GraphQLResolverMap<{ readonly request: Received }>;
}

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable", "@requires", "@external"])';

export async function startLyingSubgraph(options: LyingSubgraphOptions): Promise<LyingSubgraph> {
  const sdl = `${LINK}\n${options.sdl}`;
  const schema = buildSubgraphSchema([
    { typeDefs: parse(sdl), resolvers: (options.resolvers ?? {}) as GraphQLResolverMap<unknown> },
  ]);
  const answer = async (request: Received): Promise<HonestAnswer> => {
    const { query, variables } = JSON.parse(request.body) as { query: string; variables?: Record<string, unknown> };
    const { data, errors } = await graphql({
      schema,
      source: query,
      variableValues: variables ?? {},
      contextValue: { request },
    });
    return { data, ...(errors && { errors }) };
  };
  let present: Lie = tellTruth;
  const server = await startHostileServer((socket, request) => present(socket, request, () => answer(request)));
  return {
    name: options.name,
    sdl,
    url: server.url,
    server,
    lie: (lie = tellTruth) => void (present = lie),
    stop: () => server.stop(),
  };
}

const tellTruth: Lie = async (socket, _request, honest) => replyJson(socket, await honest());

/** A lie that spoils the data of the honest answer. */
export function spoilt(spoil: (data: HonestAnswer['data']) => void): Lie {
  return async (socket, _request, honest) => {
    const answer = await honest();
    spoil(answer.data);
    replyJson(socket, answer);
  };
}
