/** A subgraph whose connections never come to an end loses its own fields in time, and no other partner loses any. */
import { afterAll, afterEach, beforeAll, describe, test } from '@jest/globals';
import { expectUnharmedAfterEach } from '../support/after-hostility.js';
import { checkLyingStock } from '../support/check-lying-stock.js';
import { headOf, reply } from '../support/hostile-server.js';
import type { Lie } from '../support/lying-subgraph.js';
import { startMarket, type Market } from '../support/start-market.js';

let market: Market;
beforeAll(async () => {
  market = await startMarket({ subgraphs: { stock: { breakerFailures: 0, timeoutMs: 1_500 } } });
});
afterEach(() => market.calm());
afterAll(() => market.stop());
expectUnharmedAfterEach(() => market.gateway);

const JSON_CHUNKS = headOf(200, { 'content-type': 'application/json', 'transfer-encoding': 'chunked' });

describe('a connection ends by the deadline when it', () => {
  const timeout = (title: string, lie: Lie) =>
    test(title, () => checkLyingStock(market, { lie, code: 'SUBGRAPH_REQUEST_TIMEOUT', times: 3 }));

  timeout('is silent', () => undefined);
  timeout('sends the head of an answer alone', (socket) => socket.write(JSON_CHUNKS));
  timeout('sends half a head', (socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-ty'));
  timeout('promises more than it sends', (socket) =>
    reply(socket, { body: '{"data":', headers: { 'content-length': '9999' } }),
  );
  timeout('drips', (socket) => {
    socket.write(`${JSON_CHUNKS}8\r\n{"data":\r\n`);
    const timer = setInterval(() => socket.write('1\r\n \r\n'), 10);
    socket.once('close', () => clearInterval(timer));
  });
});
