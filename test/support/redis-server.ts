import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { until } from './until.js';

/** A Redis to test with, or why there is none. */
export type FoundRedis = { readonly url: string; stop(): Promise<void> } | { readonly missing: string };

/** The Redis of `JOINERY_TEST_REDIS_URL` or at 127.0.0.1:6379, else a throwaway `redis-server`. */
export async function findRedis(): Promise<FoundRedis> {
  const given = process.env['JOINERY_TEST_REDIS_URL'];
  const stop = async (): Promise<void> => undefined;
  if (given) return { url: given, stop };
  if (await answers(6379)) return { url: 'redis://127.0.0.1:6379', stop };
  return startThrowaway();
}

async function startThrowaway(): Promise<FoundRedis> {
  const port = await freePort();
  const server = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', ''], {
    stdio: 'ignore',
  });
  let failure: Error | undefined;
  server.once('error', (error) => (failure = error));
  await until(async () => failure !== undefined || server.exitCode !== null || (await answers(port)));
  if (failure !== undefined || server.exitCode !== null)
    return { missing: `none at 127.0.0.1:6379, and redis-server ${failure?.message ?? 'ended'}` };
  return {
    url: `redis://127.0.0.1:${port}`,
    async stop() {
      const ended = once(server, 'exit');
      server.kill('SIGTERM');
      await ended;
    },
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
