/** Clients learn from the answer that they use what is going away: `Deprecation` (RFC 9745) and `Sunset` (RFC 8594). */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { readGatewayConfig } from '../../gateway/config.js';
import { createGateway, type Gateway } from '../../gateway/gateway.js';
import { readSupergraph } from '../../gateway/supergraph/supergraph.js';
import { createLog } from '../../kit/log.js';
import { startSdlSubgraph, type StartedSdlSubgraph } from '../support/start-sdl-subgraph.js';

const FIELDS = `type Query {
  new: Int
  old(by: Int, by_: Int @deprecated(reason: "Use by.")): Int @deprecated(reason: "Use new.")SUNSET
  kind(of: Kind): Int
  gone: Int @deprecated(reason: "Use new.")GONE
}
enum Kind { GOOD BAD @deprecated(reason: "Use GOOD.") }`;
const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@composeDirective"])
  @link(url: "https://joinery.example/sunset/v1.0", import: ["@sunset"]) @composeDirective(name: "@sunset")
directive @sunset(date: String!, since: String) on FIELD_DEFINITION | ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION | ENUM_VALUE
`;

let subgraph: StartedSdlSubgraph;
let gateway: Gateway;
let startedAtMs: number;
beforeAll(async () => {
  const plain = FIELDS.replaceAll(/SUNSET|GONE/g, '');
  const resolvers = { Query: { new: () => 1, old: () => 2, kind: () => 3, gone: () => 4 } };
  subgraph = await startSdlSubgraph({ name: 'one', sdl: plain, resolvers });
  const dated = FIELDS.replace('SUNSET', ' @sunset(date: "2031-06-30", since: "2026-11-01")').replace(
    'GONE',
    ' @sunset(date: "2030-01-31T12:00:00Z")',
  );
  const { supergraphSdl } = composeServices([{ name: 'one', url: subgraph.url, typeDefs: parse(LINK + dated) }]);
  startedAtMs = Date.now();
  gateway = createGateway(readGatewayConfig({ port: '0' }, {}), {
    log: createLog('gateway', 'silent'),
    supergraph: readSupergraph(supergraphSdl!, 'test'),
  });
  await gateway.start();
});
afterAll(async () => {
  await gateway.stop();
  await subgraph.stop();
});

async function headersOf(
  body: unknown,
  accept = 'application/json',
): Promise<{ deprecation: string | null; sunset: string | null }> {
  const answer = await fetch(gateway.url(), {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept },
    body: JSON.stringify(body),
  });
  await answer.text();
  return { deprecation: answer.headers.get('deprecation'), sunset: answer.headers.get('sunset') };
}

describe('an operation', () => {
  test('that uses nothing deprecated is answered without', async () => {
    expect(await headersOf({ query: '{ new kind(of: GOOD) }' })).toEqual({ deprecation: null, sunset: null });
  });

  test('is told since when and until when, as its partner says', async () => {
    const since = Date.parse('2026-11-01') / 1_000;
    expect(await headersOf({ query: '{ old }' })).toEqual({
      deprecation: `@${since}`,
      sunset: 'Mon, 30 Jun 2031 00:00:00 GMT',
    });
  });

  test('is told the earlier of several days', async () => {
    expect(await headersOf({ query: '{ old ...F } fragment F on Query { gone }' })).toMatchObject({
      sunset: 'Thu, 31 Jan 2030 12:00:00 GMT',
    });
  });

  test.each([
    ['an argument', '{ old: new ...F } fragment F on Query { x: old(by_: 1) }'],
    ['an enum value', '{ kind(of: BAD) }'],
  ])('is told of %s', async (_title, query) => {
    expect((await headersOf({ query })).deprecation).toMatch(/^@\d+$/);
  });

  test('is told since when the gateway knows, where nobody says more', async () => {
    const { deprecation, sunset } = await headersOf({ query: '{ kind(of: BAD) }' });
    expect(Number(deprecation!.slice(1))).toBeGreaterThanOrEqual(Math.floor(startedAtMs / 1_000));
    expect(sunset).toBeNull();
  });

  test('answered as a stream is told, too', async () => {
    const { deprecation } = await headersOf({ query: '{ old }' }, 'multipart/mixed;deferSpec=20220824');
    expect(deprecation).toMatch(/^@\d+$/);
  });
});
