import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { until } from '../../test/support/until.js';
import { SharedPort, type Place } from './shared-port.js';

/** A worker in this process: it takes nothing until it is told to. */
interface Joined extends Place {
  /** The ports of the clients whose connections it was given. */
  readonly given: number[];
}

let port: SharedPort;
let number: number;
/** Both ends of every connection. */
let clients: Socket[];
let accepted: Socket[];
let joined: Joined[];

beforeEach(async () => {
  clients = [];
  accepted = [];
  joined = [];
  port = new SharedPort();
  number = await port.open({ host: '127.0.0.1', port: 0 });
});
afterEach(async () => {
  for (const worker of joined) worker.lose();
  await port.close();
  for (const socket of [...clients, ...accepted]) socket.destroy();
});

function join(): Joined {
  const given: number[] = [];
  const give = (socket: Socket) => {
    accepted.push(socket);
    given.push(socket.remotePort!);
  };
  const worker = { given, ...port.join(give) };
  joined.push(worker);
  return worker;
}

/** Connects, and tells its own port. */
async function connectOne(): Promise<number> {
  const client = connect(number, '127.0.0.1').on('error', () => undefined);
  clients.push(client);
  await once(client, 'connect');
  return client.localPort!;
}

async function connectMany(count: number): Promise<number[]> {
  const ports: number[] = [];
  for (let i = 0; i < count; i++) ports.push(await connectOne());
  return ports;
}

const isTrue = () => true;
const isFalse = () => false;

test('connections are given to workers in turn', async () => {
  const [one, other] = [join(), join()];
  for (let i = 0; i < 3; i++) {
    const [first, second] = await connectMany(2);
    await until(() => other.given.includes(second!));
    expect([one.given.at(-1), other.given.at(-1)]).toEqual([first, second]);
    one.took();
    other.took();
  }
});

test('a worker that has not taken its last one is passed over', async () => {
  const [slow, other] = [join(), join()];
  const [first, ...rest] = await connectMany(4);
  for (const client of rest) {
    await until(() => other.given.includes(client));
    other.took();
  }
  expect(slow.given).toEqual([first]);
});

test('connections wait, in order, while there is no worker', async () => {
  const ports = await connectMany(3);
  const worker = join();
  for (const client of ports) {
    await until(() => worker.given.includes(client));
    worker.took();
  }
  expect(worker.given).toEqual(ports);
});

test('what a lost worker has not taken is the next that another is given', async () => {
  const lost = join();
  const [first, second] = await connectMany(2);
  await until(() => lost.given.includes(first!));
  lost.lose();
  const other = join();
  await until(() => other.given.includes(first!));
  other.took();
  await until(() => other.given.includes(second!));
  expect(other.given).toEqual([first, second]);
});

test('what a lost worker had taken is closed with it', async () => {
  const lost = join();
  await connectOne();
  await until(() => lost.given.length === 1);
  const closed = once(clients[0]!.resume(), 'close');
  lost.took();
  lost.lose();
  const other = join();
  await closed;
  expect(other.given).toEqual([]);
});

test('a worker that stands back is given nothing while another stays, busy or not', async () => {
  const [back, other] = [join(), join()];
  back.standBack();
  const [first, second] = await connectMany(2);
  await until(() => other.given.includes(first!));
  other.took();
  await until(() => other.given.includes(second!));
  expect(back.given).toEqual([]);
});

test('a worker that stands back is given connections when it is the last', async () => {
  const back = join();
  back.standBack();
  const [first] = await connectMany(1);
  await until(() => back.given.includes(first!));
});

test('a worker that has left is given nothing more', async () => {
  const worker = join();
  await worker.leave();
  const ports = await connectMany(2);
  const other = join();
  await until(() => other.given.includes(ports[0]!));
  expect(worker.given).toEqual([]);
});

test('close() listens until all workers want to leave, and lets none leave before all is given out', async () => {
  const [one, other] = [join(), join()];
  const closing = port.close();
  let left = 0;
  const leaves = [one.leave().then(() => left++)];
  const ports = await connectMany(3);
  await until(() => one.given.length + other.given.length === 2);
  leaves.push(other.leave().then(() => left++));
  await until(() => connectOne().then(isFalse, isTrue));
  expect(left).toBe(0);
  one.took();
  await Promise.all([closing, ...leaves]);
  expect([...one.given, ...other.given].sort()).toEqual(expect.arrayContaining(ports));
});

test('close() goes on without a worker that never wants to leave', async () => {
  const worker = join();
  const [first] = await connectMany(1);
  await until(() => worker.given.includes(first!));
  await port.close();
  await expect(connectOne()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

test('close() lets go of connections that no worker is left for', async () => {
  await connectOne();
  const closed = once(clients[0]!.resume(), 'close');
  await port.close();
  await closed;
});
