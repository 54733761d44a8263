import { expect, test } from '@jest/globals';
import { createServer, type AddressInfo } from 'node:net';
import { assertCanListen, listen } from './listen.js';

const host = '127.0.0.1';

test('assertCanListen() names the port and its setting when another server has it', async () => {
  const server = createServer();
  await listen(server, { host, port: 0 });
  const { port } = server.address() as AddressInfo;
  await expect(assertCanListen([{ host, port, setting: 'JOINERY_GATEWAY_PORT' }])).rejects.toMatchObject({
    code: 'PORT_IN_USE',
    message: `The port is taken: port ${port} on ${host} is in use. Stop what uses it or choose another port by JOINERY_GATEWAY_PORT`,
  });
  await new Promise((resolve) => server.close(resolve));
});

test('assertCanListen() finds the same port given twice, and leaves it free', async () => {
  const server = createServer();
  await listen(server, { host, port: 0 });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  const twice = [
    { host, port },
    { host, port },
  ];
  await expect(assertCanListen(twice)).rejects.toMatchObject({ code: 'PORT_IN_USE' });
  await assertCanListen([{ host, port }]);
});

test('assertCanListen() takes port 0 as often as it likes', async () => {
  await assertCanListen([
    { host, port: 0 },
    { host, port: 0 },
  ]);
});
