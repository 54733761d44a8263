import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** What a network, or a server at its end, does to those who ask. */
export type Fault = 'none' | 'refuse' | 'hang' | 'slow' | 'drip' | 'reset' | 'garbage' | 'half-closed';

/** A TCP proxy that passes on what it is sent, and can do wrong on command. */
export interface FaultProxy {
  readonly port: number;
  /** From now on; connections that are open when it begins or ends are cut. */
  inflict(fault: Fault): Promise<void>;
  /** What is answered takes so much longer from now on, on open connections as well. */
  delay(ms: number): void;
  stop(): Promise<void>;
}

const SLOW_MS = 2_000;
const DRIP_MS = 200;
const GARBAGE = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{"data":[';

/** Starts a proxy on a free port of 127.0.0.1, before a port of the same address. */
export async function startFaultProxy(target: number): Promise<FaultProxy> {
  const sockets = new Set<Socket>();
  let fault: Fault = 'none';
  let delayMs = 0;
  const server = createServer({ allowHalfOpen: true }, (client) => {
    sockets.add(client);
    client.on('error', () => undefined).once('close', () => sockets.delete(client));
    serve(client, target, { fault, delayMs: () => delayMs });
  });
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  const close = async () => {
    sockets.forEach((socket) => socket.destroy());
    if (!server.listening) return;
    server.close();
    await once(server, 'close');
  };
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    port,
    async inflict(next) {
      fault = next;
      sockets.forEach((socket) => socket.destroy());
      if (next === 'refuse') await close();
      else if (!server.listening) await listen(port);
    },
    delay: (ms) => void (delayMs = ms),
    stop: close,
  };
}

interface Wrong {
  readonly fault: Fault;
  readonly delayMs: () => number;
}

function serve(client: Socket, target: number, wrong: Wrong): void {
  switch (wrong.fault) {
    case 'hang':
      return void client.resume();
    case 'reset':
      return void client.once('data', () => client.resetAndDestroy());
    case 'garbage':
      return void client.on('data', () => client.write(GARBAGE));
    case 'half-closed':
      client.resume();
      return void client.end();
    default:
      pass(client, target, wrong);
  }
}

function pass(client: Socket, target: number, { fault, delayMs }: Wrong): void {
  let before: Promise<unknown> = Promise.resolve();
  const server = connect(target, '127.0.0.1');
  server.on('error', () => client.destroy()).once('close', () => client.destroy());
  client.once('close', () => server.destroy());
  client.pipe(server);
  server.on('data', (chunk: Buffer) => {
    if (fault === 'slow') void sleep(SLOW_MS).then(() => client.write(chunk));
    else if (fault === 'drip') void drip(client, chunk);
    else before = Promise.all([before, delayMs() > 0 && sleep(delayMs())]).then(() => client.write(chunk));
  });
}

async function drip(client: Socket, chunk: Buffer): Promise<void> {
  for (let at = 0; at < chunk.length && !client.destroyed; at++) {
    client.write(chunk.subarray(at, at + 1));
    await sleep(DRIP_MS);
  }
}
