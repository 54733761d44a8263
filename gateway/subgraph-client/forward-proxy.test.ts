import { afterEach, describe, expect, test } from '@jest/globals';
import { X509Certificate } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { selfSigned } from '../../test/support/self-signed.js';
import { temporaryFolders } from '../../test/support/temporary-folder.js';
import { isBypassed } from './forward-proxy.js';
import { createSubgraphClient, type SubgraphClient } from './subgraph-client.js';

const folder = temporaryFolders();
const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

/** A subgraph over https that only a proxy can reach: its name is nobody's. */
async function startSubgraph(): Promise<{ port: number; ca: string; received: IncomingMessage[] }> {
  const { key, cert } = await selfSigned('subgraph.example', folder());
  const received: IncomingMessage[] = [];
  const server = createTlsServer({ key, cert }, (request, response) => {
    received.push(request);
    response.setHeader('content-type', 'application/json').end('{"data":{"a":1}}');
  });
  return { port: await listening(server), ca: cert, received };
}

/** A forward proxy that leads every name to this machine. */
async function startProxy(status = 200): Promise<{ url: string; asked: { to: string; authorization?: string }[] }> {
  const asked: { to: string; authorization?: string }[] = [];
  const server = createServer();
  server.on('connect', (request: IncomingMessage, socket: Socket) => {
    const authorization = request.headers['proxy-authorization'];
    asked.push({ to: request.url!, ...(authorization !== undefined && { authorization }) });
    if (status !== 200) return socket.end(`HTTP/1.1 ${status} No\r\n\r\n`);
    const upstream = connect(Number(request.url!.split(':')[1]), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connected\r\n\r\n');
      upstream.pipe(socket).pipe(upstream);
    });
    upstream.on('error', () => socket.destroy());
    socket.on('error', () => upstream.destroy());
  });
  return { url: `http://127.0.0.1:${await listening(server)}`, asked };
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket));
  open.push({
    close: () => {
      sockets.forEach((socket) => socket.destroy());
      server.close();
    },
  });
  return (server.address() as AddressInfo).port;
}

function clientOf(url: string, options: { proxy: string; bypass?: string[]; ca?: string }): SubgraphClient {
  const client = createSubgraphClient({
    subgraphs: [{ name: 'far', url }],
    proxy: { url: options.proxy, bypass: options.bypass ?? [] },
    ...(options.ca !== undefined && { tls: { ca: options.ca } }),
  });
  open.push({ close: () => client.stop() });
  return client;
}

const ask = (client: SubgraphClient) =>
  client.send({ subgraph: 'far', body: '{}', kind: 'query', headers: {}, deadline: performance.now() + 20_000 });

describe('send() over https with a proxy', () => {
  test('goes through a tunnel and trusts the certificate of the subgraph', async () => {
    const { port, ca, received } = await startSubgraph();
    const proxy = await startProxy();
    const client = clientOf(`https://subgraph.example:${port}/graphql`, { proxy: proxy.url, ca });
    expect(await ask(client)).toMatchObject({ kind: 'answered', data: { a: 1 } });
    expect(await ask(client)).toMatchObject({ kind: 'answered' });
    expect(proxy.asked).toEqual([{ to: `subgraph.example:${port}` }]);
    expect(received.map(({ headers }) => headers.host)).toEqual(Array(2).fill(`subgraph.example:${port}`));
  });

  test('refuses a subgraph whose certificate is for somebody else', async () => {
    const { port, ca } = await startSubgraph();
    const proxy = await startProxy();
    const answer = await ask(clientOf(`https://other.example:${port}/`, { proxy: proxy.url, ca }));
    expect(answer).toMatchObject({ kind: 'failed', reason: 'no connection (ERR_TLS_CERT_ALTNAME_INVALID)' });
  });

  test('tells the proxy who asks, and the subgraph nothing of it', async () => {
    const { port, ca, received } = await startSubgraph();
    const proxy = await startProxy();
    const url = proxy.url.replace('://', '://us%20er:pass@');
    expect(await ask(clientOf(`https://subgraph.example:${port}/`, { proxy: url, ca }))).toMatchObject({
      kind: 'answered',
    });
    expect(proxy.asked[0]!.authorization).toBe(`Basic ${Buffer.from('us er:pass').toString('base64')}`);
    expect(received[0]!.headers['proxy-authorization']).toBeUndefined();
  });

  test('says that the proxy refuses', async () => {
    const proxy = await startProxy(403);
    const answer = await ask(clientOf('https://subgraph.example/', { proxy: proxy.url }));
    expect(answer).toMatchObject({ kind: 'failed', reason: 'no connection (PROXY_REFUSED)' });
  });

  test('does not lead to the credentials of a cloud', async () => {
    const proxy = await startProxy();
    const answer = await ask(clientOf('https://169.254.169.254/', { proxy: proxy.url }));
    expect(answer).toMatchObject({ reason: 'no connection (ADDRESS_NOT_ALLOWED)' });
    expect(proxy.asked).toEqual([]);
  });

  test('connects to plain http without the proxy', async () => {
    const server = createServer((_request, response) => {
      response.setHeader('content-type', 'application/json').end('{"data":{"b":2}}');
    });
    const port = await listening(server);
    const proxy = await startProxy();
    expect(await ask(clientOf(`http://127.0.0.1:${port}/`, { proxy: proxy.url }))).toMatchObject({ data: { b: 2 } });
    expect(proxy.asked).toEqual([]);
  });
});

describe('isBypassed()', () => {
  const check = (hostname: string, bypass: string[], expected: boolean) =>
    test(`${hostname} with ${bypass.join(',') || 'nothing'}`, () => {
      expect(isBypassed(hostname, bypass)).toBe(expected);
    });
  check('localhost', [], true);
  check('127.0.0.9', [], true);
  check('[::1]', [], true);
  check('people.example', [], false);
  check('people.example', ['people.example'], true);
  check('a.people.example', ['people.example'], true);
  check('a.people.example', ['.people.example'], true);
  check('a.people.example', ['*.people.example'], true);
  check('otherpeople.example', ['people.example'], false);
  check('People.Example', ['PEOPLE.example'], true);
  check('people.example', ['*'], true);
});

test('the certificate of the test is for its subgraph', async () => {
  const { cert } = await selfSigned('subgraph.example', folder());
  expect(new X509Certificate(cert).checkHost('subgraph.example')).toBe('subgraph.example');
});
