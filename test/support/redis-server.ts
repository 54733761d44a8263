import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { until } from './until.js';

/** A Redis to test with. */
export interface RedisServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** A Redis of one's own, which can be lost and come back. */
export interface ThrowawayRedis extends RedisServer {
  readonly port: number;
  /** Kills it as the kernel does when memory runs out. */
  kill(): Promise<void>;
  /** Starts it again at the same address, empty. */
  revive(): Promise<void>;
}

/** A server, or why there is none. */
export type FoundRedis<Server extends RedisServer = RedisServer> = Server | { readonly missing: string };

/** The Redis of `JOINERY_TEST_REDIS_URL` or at 127.0.0.1:6379, else a throwaway `redis-server`. */
export async function findRedis(): Promise<FoundRedis> {
  const given = process.env['JOINERY_TEST_REDIS_URL'];
  const stop = async (): Promise<void> => undefined;
  if (given) return { url: given, stop };
  if (await answers(6379)) return { url: 'redis://127.0.0.1:6379', stop };
  return startThrowawayRedis();
}

/** Starts a `redis-server` that keeps nothing, on a free port. */
export async function startThrowawayRedis(): Promise<FoundRedis<ThrowawayRedis>> {
  const port = await freePort();
  let server: ChildProcess;
  const start = async (): Promise<string | null> => {
    server = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', ''], { stdio: 'ignore' });
    process.once('exit', () => server.kill('SIGKILL'));
    let failure: string | null = null;
    server.once('error', (error) => (failure = error.message));
    server.once('exit', () => (failure ??= 'ended'));
    await until(async () => failure !== null || (await answers(port)));
    return failure;
  };
  const failure = await start();
  if (failure !== null) return { missing: `none at 127.0.0.1:6379, and redis-server ${failure}` };
  const end = async (signal: NodeJS.Signals) => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, 'exit');
    server.kill(signal);
    await ended;
  };
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    kill: () => end('SIGKILL'),
    revive: async () => void (await start()),
    stop: () => end('SIGTERM'),
  };
}

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    socket.write('PING\r\n');
    const [reply] = (await once(socket, 'data')) as [Buffer];
    return reply.toString().startsWith('+PONG');
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
