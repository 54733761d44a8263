/**
 * Five times more than a gateway may take: what it took is answered whole, and the rest refused. How fast it is meanwhile,
 * `npm run chaos` measures.
 */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { bodyOf, expectRefused, expectUnharmedAfterEach } from '../support/after-hostility.js';
import { startGatewayProcess, type GatewayProcess, type HttpReply } from '../support/gateway-process.js';
import { reply, replyJson } from '../support/hostile-server.js';
import { startLyingSubgraph, type LyingSubgraph } from '../support/lying-subgraph.js';
import { until } from '../support/until.js';

const QUERY = 'query ($of: Int!) { echo(of: $of) }';
let partner: LyingSubgraph;
let gateway: GatewayProcess;

/** Starts a gateway that is busy by its settings, whatever the machine does. */
function startWith(overload: { readonly requests: number; readonly turnMs: number }): void {
  beforeEach(async () => {
    partner = await startLyingSubgraph({
      name: 'echo',
      sdl: 'type Query { echo(of: Int!): Int }',
      resolvers: { Query: { echo: (_: unknown, { of }: { of: number }) => of } },
    });
    const settings = { logLevel: 'warn', overload: { ...overload, busyShare: 0 } };
    gateway = await startGatewayProcess({ subgraphs: [partner], settings });
    await expectAnswered(1);
  });
  expectUnharmedAfterEach(() => gateway);
  afterEach(async () => {
    await gateway.stop();
    await partner.stop();
  });
}

/** What became of many requests. */
interface Outcomes {
  answered: number;
  refused: number;
}

/** Asks for one number, and counts whether it is answered whole or refused; nothing else may come of it. */
async function ask(of: number, outcomes: Outcomes): Promise<void> {
  const answer = await gateway.ask(QUERY, { of });
  if (answer.status === 200) {
    expect(bodyOf(answer)).toEqual({ data: { echo: of } });
    outcomes.answered += 1;
  } else {
    expectOverloaded(answer);
    outcomes.refused += 1;
  }
}

function expectOverloaded(answer: HttpReply): void {
  expectRefused(answer, 503, 'GATEWAY_OVERLOADED');
  expect(answer.headers['retry-after']).toBe('1');
}

async function expectProbesAnswered(): Promise<void> {
  for (const path of ['/health/live', '/health/ready']) {
    expect((await gateway.send({ method: 'GET', path })).status).toBe(200);
  }
}

async function expectAnswered(atOnce: number): Promise<void> {
  const outcomes = { answered: 0, refused: 0 };
  await Promise.all(Array.from({ length: atOnce }, (_, of) => ask(of, outcomes)));
  expect(outcomes).toEqual({ answered: atOnce, refused: 0 });
}

/** Has the partner answer nothing until it is let go of by what this gives. */
function hold(): () => void {
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  partner.lie(async (socket, _request, honest) => {
    await released;
    replyJson(socket, await honest());
  });
  return release;
}

describe('with room for a number of operations', () => {
  const ROOM = 20;
  const ROUNDS = 3;
  startWith({ requests: ROOM, turnMs: 0 });

  test('five times more load than it can serve: what it took is answered whole, the rest refused, probes answered', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const before = partner.server.received.length;
      const outcomes = { answered: 0, refused: 0 };
      const release = hold();
      const asked = Promise.all(Array.from({ length: 5 * ROOM }, (_, of) => ask(of, outcomes)));
      await Promise.race([asked, until(() => outcomes.refused === 4 * ROOM)]);
      await expectProbesAnswered();
      expectOverloaded(await gateway.ask(QUERY, { of: 0 }));
      expect(outcomes).toEqual({ answered: 0, refused: 4 * ROOM });
      release();
      await asked;
      expect(outcomes).toEqual({ answered: ROOM, refused: 4 * ROOM });
      expect(partner.server.received.length - before).toBe(ROOM);
      await expectAnswered(ROOM);
    }
  });
});

describe('with turns of its event loop that may take a millisecond', () => {
  /** So many may wait for their answers, however slow the gateway is. */
  const NO_CROWD = 100;
  const CLIENTS = 150;
  const REFUSALS = 100;
  /** What the partner says without being asked costs the gateway more than a millisecond. */
  const UNASKED = JSON.stringify(Array.from({ length: 6_000 }, (_, i) => ({ place: i, rest: -i })));
  startWith({ requests: 1_000_000, turnMs: 1 });

  test('more clients than keep its turns short: some are refused until there are fewer, probes answered', async () => {
    partner.lie(async (socket, _request, honest) => {
      const data = JSON.stringify((await honest()).data);
      reply(socket, { body: `{"data":${data.slice(0, -1)},"unasked":${UNASKED}}}` });
    });
    const outcomes = { answered: 0, refused: 0 };
    let isOver = false;
    const clients = Array.from({ length: CLIENTS }, async (_, of) => {
      while (!isOver) await ask(of, outcomes);
    });
    await Promise.race([
      Promise.all(clients),
      until(async () => {
        await expectProbesAnswered();
        return outcomes.refused >= REFUSALS && outcomes.answered >= CLIENTS;
      }),
    ]).finally(() => (isOver = true));
    await Promise.all(clients);

    partner.lie();
    // It looks every 50 ms, and twenty looks without a refusal end the limit.
    for (let look = 0; look < 25; look++) {
      await sleep(60);
      await expectAnswered(1);
    }
    await expectAnswered(NO_CROWD / 2);
  });
});
