/** A process that serves the shop's subgraphs. It remembers the answer to each body, so that it is never what is measured. */
import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, parse } from 'graphql';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SHOP, type ShopSubgraph } from './shop.js';

const counts = { requests: 0, bytesIn: 0, bytesOut: 0 };
/** Requests since the last message, in stages: those of a stage were under way together. */
let stages: { url: string; body: string }[][] = [];
let underWay = 0;

const urls: Record<string, string> = {};
for (const subgraph of SHOP) urls[subgraph.name] = await serve(subgraph);
process.on('message', () => {
  process.send!({ kind: 'seen', ...counts, stages });
  stages = [];
});
process.send!({ kind: 'ready', urls });

async function serve({ name: subgraphName, typeDefs, resolvers }: ShopSubgraph): Promise<string> {
  const schema = buildSubgraphSchema([{ typeDefs, resolvers: resolvers as never }]);
  const answers = new Map<string, string>();
  const answer = async (body: string): Promise<string> => {
    const { query, variables } = JSON.parse(body) as { query: string; variables?: Record<string, unknown> };
    const result = await execute({
      schema,
      document: parse(query),
      variableValues: variables ?? {},
      contextValue: {},
    });
    const text = JSON.stringify(result);
    answers.set(body, text);
    return text;
  };
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    void readText(request).then(async (body) => {
      note(subgraphName, body);
      const text = answers.get(body) ?? (await answer(body));
      underWay--;
      counts.requests++;
      counts.bytesIn += body.length;
      counts.bytesOut += text.length;
      send(response, text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
}

function note(subgraph: string, body: string): void {
  if (stages.length > 100) return void underWay++;
  if (underWay === 0) stages.push([]);
  stages.at(-1)?.push({ url: urls[subgraph]!, body });
  underWay++;
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

function send(response: ServerResponse, text: string): void {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  response.end(text);
}
