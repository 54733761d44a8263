import { afterEach, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { replyJson, startHostileServer, type HostileServer } from '../../test/support/hostile-server.js';
import { until } from '../../test/support/until.js';
import { readRoutes } from './route.js';
import { Sockets, type Task } from './sockets.js';

let server: HostileServer;
let sockets: Sockets;
afterEach(async () => {
  await sockets.stop();
  await server.stop();
});

async function start(count = 2): Promise<void> {
  server = await startHostileServer((socket) => setTimeout(() => replyJson(socket, {}), 50));
  const subgraphs = [{ name: 'a', url: server.url }];
  const [route] = readRoutes({ subgraphs, limits: { sockets: count, socketsMax: 8 } });
  sockets = new Sockets(route!);
}

/** Sends one request; resolves when it is answered. */
function send(began = 0): Promise<void> {
  return new Promise((resolve, reject) => {
    const task: Task = {
      options: { path: '/', method: 'POST', body: '{}' },
      since: performance.now(),
      began,
      connection: undefined,
      onConnect: () => undefined,
      onHeaders: () => true,
      onData: () => true,
      onComplete() {
        sockets.release(task.connection!);
        resolve();
      },
      onError: reject,
    };
    sockets.submit(task);
  });
}

/** Lets the sockets see the queue in a while, as if it were then. */
async function tick(then: number): Promise<void> {
  await sleep(5);
  sockets.tick(then);
}

test('Sockets begins with few connections', async () => {
  await start();
  await Promise.all(Array.from({ length: 10 }, () => send()));
  expect(server.connections().made).toBe(2);
});

test('Sockets makes more connections while requests wait, and closes them when they have not for a while', async () => {
  await start();
  const sent = Array.from({ length: 200 }, () => send());
  for (let i = 0; i < 200 && server.connections().made < 8; i++) await tick(performance.now() + 1_000);
  await Promise.all(sent);
  expect(server.connections().made).toBe(8);

  await tick(performance.now() + 20_000);
  for (let i = 0; i < 20; i++) await send();
  await until(() => server.connections().open === 2);
  expect(server.connections().made).toBe(8);
});

test('Sockets makes no connections for requests that have just come', async () => {
  await start();
  const sentAt = performance.now();
  const sent = Array.from({ length: 20 }, () => send());
  await tick(sentAt + 5);
  await Promise.all(sent);
  expect(server.connections().made).toBe(2);
});

test('Sockets sends requests of operations that began first before others that have waited longer', async () => {
  await start(1);
  const answered: number[] = [];
  await Promise.all([9, 5, 3, 4, 3, 2].map((began) => send(began).then(() => answered.push(began))));
  expect(answered).toEqual([9, 2, 3, 3, 4, 5]);
});
