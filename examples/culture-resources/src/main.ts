import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { resolvers } from './resolvers.ts';
import { createGraphqlServer } from './server.ts';
import { createSubgraphSchema } from './subgraph.ts';

const { HOST = '127.0.0.1', PORT = '4005' } = process.env;
const sdl = readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8');
const server = createGraphqlServer(createSubgraphSchema(sdl, resolvers));

server.listen(Number(PORT), HOST, () => {
  const { port } = server.address() as AddressInfo;
  console.log(`culture-resources listens on http://${HOST}:${port}/graphql`);
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    server.close();
    server.closeIdleConnections();
  });
}
