/**
 * A subgraph in a process of its own, so that it can be killed: gives each book that it is asked for a number in stock.
 * Run with the port to listen on, or 0; prints the port once it listens.
 */
import { createServer } from 'node:http';

const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const { query, variables } = JSON.parse(Buffer.concat(chunks).toString());
  const [, key, name] = /(\w+): *_entities\(representations: *\$(\w+)\)/.exec(query);
  const entities = variables[name].map(({ id }) => ({ __typename: 'Book', id, inStock: Number(id) * 10 }));
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ data: { [key]: entities } }));
});
server.listen(Number(process.argv[2]), '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`));
