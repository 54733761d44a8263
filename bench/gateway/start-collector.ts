import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A collector of spans that reads what it gets and forgets it. */
export interface Collector {
  readonly endpoint: string;
  stop(): void;
}

export async function startCollector(): Promise<Collector> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end('{}'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}
