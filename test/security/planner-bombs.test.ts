/** Operations that are small and valid and take a planner long, against a graph in which every partner can answer all. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { bodyOf, expectRefused, expectUnharmedAfterEach, expectUnnoticed } from '../support/after-hostility.js';
import { startGatewayProcess, type GatewayProcess, type HttpReply } from '../support/gateway-process.js';
import { startLyingSubgraph, type LyingSubgraph } from '../support/lying-subgraph.js';
import { expectWithin } from '../support/promised-time.js';

const PARTNERS = [0, 1, 2, 3, 4, 5];

let partners: readonly LyingSubgraph[] = [];
let gateway: GatewayProcess;
beforeAll(async () => {
  partners = await Promise.all(PARTNERS.map(startPartner));
  gateway = await startGatewayProcess({ subgraphs: partners });
  await gateway.ask('{ t { a0 } }');
});
afterAll(async () => {
  await gateway.stop();
  await Promise.all(partners.map((partner) => partner.stop()));
});
expectUnharmedAfterEach(() => gateway);

function startPartner(number: number): Promise<LyingSubgraph> {
  const sdl = `
    type Query { t: T @shareable }
    type T @key(fields: "id") { id: ID! t: T @shareable u: T @shareable v: T @shareable b: Int @shareable a${number}: Int }
  `;
  const row = { id: '1', b: 1, [`a${number}`]: number };
  const resolvers = { Query: { t: () => row }, T: { __resolveReference: () => row, t: () => row, u: () => null } };
  return startLyingSubgraph({ name: `s${number}`, sdl, resolvers });
}

/** Each level can come from each partner, so that there are six times as many plans for each object. */
function bomb(salt: number): string {
  let selections = PARTNERS.map((number) => `a${number}`).join(' ');
  for (let level = 0; level < 8; level++) selections = `t { ${selections} } u { ${selections} } b`;
  return `query q${salt} { t { ${selections} } }`;
}

function asked(): number {
  return partners.reduce((sum, { server }) => sum + server.received.length, 0);
}

test('a plan that takes over its deadline is killed and remembered, and no subgraph is asked', async () => {
  const before = asked();
  const killed = await expectUnnoticed(gateway, gateway.ask(bomb(0)));
  expectRefused(killed, 503, 'QUERY_PLANNING_TIMEOUT');
  expectWithin(10_000, killed.tookMs);
  const again = await gateway.ask(bomb(0));
  expectRefused(again, 503, 'QUERY_PLANNING_TIMEOUT');
  expectWithin(500, again.tookMs);
  expect(asked()).toBe(before);
});

test('while many such operations come, what was planned before is answered at once', async () => {
  const bombs = Promise.all([1, 2, 3].map((salt) => gateway.ask(bomb(salt))));
  const meanwhile = (async () => {
    for (let i = 0; i < 50; i++) {
      const reply = await gateway.ask('{ t { a0 } }');
      expect(bodyOf(reply).data).toEqual({ t: { a0: 0 } });
      expectWithin(1_000, reply.tookMs);
    }
  })();
  const killed = await expectUnnoticed(gateway, bombs);
  await meanwhile;
  for (const reply of killed) expectRefused(reply, 503, 'QUERY_PLANNING_TIMEOUT');
});

test('while such an operation comes, a new operation of another client is planned soon', async () => {
  const bombs = Promise.all([4, 5].map((salt) => gateway.ask(bomb(salt))));
  const fine = await gateway.ask('query fine { t { b t { b } } }');
  expect(bodyOf(fine).data).toEqual({ t: { b: 1, t: { b: 1 } } });
  expectWithin(20_000, fine.tookMs);
  await bombs;
});

test('an operation that is as large as the limits allow is planned or refused, and never an internal error', async () => {
  const nest = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map(
    (name, i, all) =>
      `fragment ${name} on T { b a0 ${['t', 'u', 'v'].map((f) => (i < 6 ? `${f} { ...${all[i + 1]} }` : '')).join(' ')} }`,
  );
  const replies: HttpReply[] = [];
  for (const start of ['a', 'b', 'c']) replies.push(await gateway.ask(`{ t { ...${start} } } ${nest.join(' ')}`));
  for (const reply of replies) {
    const codes = (bodyOf(reply).errors ?? []).map(({ extensions }) => extensions.code);
    expect(codes).not.toContain('INTERNAL_SERVER_ERROR');
  }
});
