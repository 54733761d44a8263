import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper/index.js';
import { execute, parse, subscribe, type ExecutionArgs, type ExecutionResult } from 'graphql';
import { once } from 'node:events';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { createHttpServer } from '../../kit/http/http-server.js';

export interface EventSubgraph {
  readonly name: string;
  readonly sdl: string;
  readonly url: string;
  /** The headers of every request so far. */
  readonly requests: readonly IncomingHttpHeaders[];
  /** The streams that are open; to break one is to destroy its response. */
  readonly streams: ReadonlySet<ServerResponse>;
  /** How many requests wait for their answer over an open connection. */
  answering(): number;
  stop(): Promise<void>;
}

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])';

/** Starts a subgraph on graphql-js alone, which answers subscriptions as `text/event-stream`. */
export async function startEventSubgraph(
  name: string,
  sdl: string,
  resolvers: GraphQLResolverMap<unknown>,
): Promise<EventSubgraph> {
  const schema = buildSubgraphSchema([{ typeDefs: parse(`${LINK}\n${sdl}`), resolvers }]);
  const requests: IncomingHttpHeaders[] = [];
  const streams = new Set<ServerResponse>();
  let answering = 0;
  const http = createHttpServer({
    host: '127.0.0.1',
    port: 0,
    onError: () => undefined,
    async handler(request, response) {
      requests.push(request.headers);
      answering += 1;
      response.once('close', () => (answering -= 1));
      const { query, variables } = (await json(request)) as { query: string; variables?: Record<string, unknown> };
      const args: ExecutionArgs = { schema, document: parse(query), variableValues: variables ?? {}, rootValue: {} };
      if (/^\s*subscription\b/.test(query)) return sendEvents(response, args, streams);
      response.setHeader('content-type', 'application/json').end(JSON.stringify(await execute(args)));
    },
  });
  await http.start();
  return {
    ...{ name, sdl: `${LINK}\n${sdl}`, url: `${http.url()}/graphql`, requests, streams },
    answering: () => answering,
    async stop() {
      for (const stream of streams) stream.destroy();
      await http.stop(0);
    },
  };
}

async function sendEvents(response: ServerResponse, args: ExecutionArgs, streams: Set<ServerResponse>): Promise<void> {
  const events = await subscribe(args);
  if (!(Symbol.asyncIterator in events)) {
    response.setHeader('content-type', 'application/json').end(JSON.stringify(events));
    return;
  }
  streams.add(response);
  const closed = once(response, 'close').then(() => {
    streams.delete(response);
    return events.return(undefined);
  });
  response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
  for await (const event of events as AsyncIterable<ExecutionResult>) {
    if (!response.write(`event: next\ndata: ${JSON.stringify(event)}\n\n`))
      await Promise.race([once(response, 'drain'), closed]);
  }
  response.end('event: complete\ndata:\n\n');
}
