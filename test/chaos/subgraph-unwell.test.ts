/** A subgraph is unwell under load: the others' fields arrive complete and on time, and it is not asked more often for it. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { bodyOf, expectUnharmedAfterEach } from '../support/after-hostility.js';
import { headOf, reply } from '../support/hostile-server.js';
import { spoilt, type HonestAnswer, type Lie } from '../support/lying-subgraph.js';
import { expectWithin } from '../support/promised-time.js';
import { startMarket, type Market } from '../support/start-market.js';
import { until } from '../support/until.js';

const TIMEOUT_MS = 1_000;
const REQUESTS = 200;
const AT_ONCE = 20;
const JSON_CHUNKS = headOf(200, { 'content-type': 'application/json', 'transfer-encoding': 'chunked' });

let market: Market;
afterEach(() => market.calm());

interface Load {
  /** How many answers had each outcome: `whole`, or the code in place of the values of `stock`. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** The longest that any answer took. */
  readonly slowestMs: number;
  /** How often `stock` was asked. */
  readonly asked: number;
}

/** Asks many times, and checks that the fields of the others are whole each time. */
async function load(lie: Lie): Promise<Load> {
  market.stock.lie(lie);
  const before = market.stock.server.received.length;
  const outcomes: Record<string, number> = {};
  let slowestMs = 0;
  let left = REQUESTS;
  const client = async () => {
    while (left-- > 0) {
      const answer = await market.gateway.ask('{ books { title inStock stars } newest { text } }');
      const outcome = outcomeOf(bodyOf(answer));
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      slowestMs = Math.max(slowestMs, answer.tookMs);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, client));
  return { outcomes, slowestMs, asked: market.stock.server.received.length - before };
}

function outcomeOf({ data, errors = [] }: ReturnType<typeof bodyOf>): string {
  expect(data.newest).toEqual({ text: 'Good' });
  expect((data.books as Row[]).map(({ title, stars }) => [title, stars])).toEqual([
    ['Dune', 1.5],
    ['Emma', 2.5],
  ]);
  const missing = (data.books as Row[]).flatMap(({ inStock }, i) => (inStock === null ? [`books.${i}.inStock`] : []));
  expect(errors.map(({ path }) => path?.join('.'))).toEqual(missing);
  return errors[0]?.extensions.code ?? 'whole';
}

type Row = Record<string, unknown>;

describe('with the breaker:', () => {
  beforeAll(async () => {
    market = await startMarket({ subgraphs: { stock: { timeoutMs: TIMEOUT_MS } } });
  });
  afterAll(() => market.stop());
  expectUnharmedAfterEach(() => market.gateway);

  const check = (title: string, lie: Lie) =>
    test(title, async () => {
      const { outcomes, slowestMs, asked } = await load(lie);
      expect(outcomes['SUBGRAPH_CIRCUIT_BREAKER_REJECTED']).toBeGreaterThan(REQUESTS / 2);
      expectWithin(TIMEOUT_MS + 1_500, slowestMs);
      expect(asked).toBeLessThan(REQUESTS / 4);
      market.calm();
      await recovered();
    });

  check('a subgraph that hangs is soon left alone, and asked again when it is well', () => undefined);
  check('so is one that drips', (socket) => {
    socket.write(`${JSON_CHUNKS}8\r\n{"data":\r\n`);
    const timer = setInterval(() => socket.write('1\r\n \r\n'), 50);
    socket.once('close', () => clearInterval(timer));
  });
  check('so is one that resets connections', (socket) => socket.resetAndDestroy());
  check('so is one that answers nonsense', (socket) => reply(socket, { body: '<html>' }));
});

describe('with the breaker, in no hurry:', () => {
  beforeAll(async () => {
    market = await startMarket();
  });
  afterAll(() => market.stop());
  expectUnharmedAfterEach(() => market.gateway);

  test('a subgraph that sometimes lies is still asked', async () => {
    let count = 0;
    const { outcomes } = await load((socket, request, honest) =>
      count++ % 3 === 0
        ? spoilt((data: HonestAnswer['data']) => ((Object.values(data as Row)[0] as Row[])[0]!['inStock'] = {}))(
            socket,
            request,
            honest,
          )
        : spoilt(() => undefined)(socket, request, honest),
    );
    expect(Object.keys(outcomes).sort()).toEqual(['INVALID_SUBGRAPH_RESPONSE', 'whole']);
  });
});

describe('without the breaker:', () => {
  beforeAll(async () => {
    market = await startMarket({ subgraphDefaults: { breakerFailures: 0 } });
  });
  afterAll(() => market.stop());
  expectUnharmedAfterEach(() => market.gateway);

  test('a retry storm sends at most 1.1 requests per request', async () => {
    const { asked, outcomes } = await load((socket) =>
      reply(socket, { status: 503, headers: { 'content-type': 'text/plain' } }),
    );
    expect(outcomes).toEqual({ DOWNSTREAM_SERVICE_ERROR: REQUESTS });
    expect(asked).toBeGreaterThan(REQUESTS);
    expect(asked).toBeLessThanOrEqual(1.1 * REQUESTS);
  });

  test('a mutation is never sent twice', async () => {
    let asked = 0;
    market.books.lie((socket) => {
      asked += 1;
      socket.resetAndDestroy();
    });
    const replies = Array.from({ length: 20 }, () => market.gateway.ask('mutation { lend(id: "1") { title } }'));
    for (const one of await Promise.all(replies)) {
      expect(bodyOf(one)).toMatchObject({ data: { lend: null }, errors: [{ path: ['lend'] }] });
    }
    expect(asked).toBe(20);
  });

  test('every trick at once: each answer is well-formed, on time, and whole but for the liar', async () => {
    const tricks: readonly Lie[] = [
      spoilt(() => undefined),
      (socket) => socket.resetAndDestroy(),
      (socket) => socket.end(),
      (socket) => reply(socket, { body: '{"data":' }),
      (socket) => reply(socket, { status: 302, headers: { location: '/' } }),
      (socket) => reply(socket, { body: '{"data":{"e0":[null]}}' }),
      (socket) => socket.write('nonsense\r\n\r\n'),
      (socket) => reply(socket, { headers: { 'content-length': '99999999' } }),
    ];
    let count = 0;
    const { outcomes, slowestMs } = await load((...args) => tricks[count++ % tricks.length]!(...args));
    expect(Object.keys(outcomes)).toEqual(
      expect.arrayContaining(['whole', 'DOWNSTREAM_SERVICE_ERROR', 'SUBGRAPH_RESPONSE_TOO_LARGE']),
    );
    expectWithin(TIMEOUT_MS + 1_500, slowestMs);
  });
});

/** Waits until the whole answer is back. */
async function recovered(): Promise<void> {
  await until(async () => {
    const answer = await market.gateway.ask('{ books { title inStock stars } newest { text } }');
    return outcomeOf(bodyOf(answer)) === 'whole';
  });
}
