/** Contracts: parts of the graph, delivered at addresses of their own, that no publish breaks unawares. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { UplinkSupergraphManager } from '@apollo/gateway';
import { readGatewayConfig } from '../../../gateway/config.js';
import { createGateway } from '../../../gateway/gateway.js';
import { createLog } from '../../../kit/log.js';
import { isSignedBy, readPublicKey, sha256 } from '../../../kit/release-signature.js';
import { askUrl } from '../../support/ask.js';
import { eachDatabase } from '../../support/databases.js';
import { startRegistry, type StartedRegistry } from '../../support/start-registry.js';
import { startSdlSubgraph, type StartedSdlSubgraph } from '../../support/start-sdl-subgraph.js';
import { temporaryFolders } from '../../support/temporary-folder.js';
import { until } from '../../support/until.js';

const DELIVERY_TOKEN = 'd'.repeat(40);
const SDL = 'type Query { open: Int @tag(name: "public") also: Int @tag(name: "public") secret: Int }';
const newFolder = temporaryFolders();
let subgraph: StartedSdlSubgraph;
beforeAll(async () => {
  const sdl = 'type Query { open: Int also: Int secret: Int }';
  const resolvers = { Query: { open: () => 1, also: () => 2, secret: () => 3 } };
  subgraph = await startSdlSubgraph({ name: 'one', sdl, resolvers });
});
afterAll(() => subgraph.stop());

eachDatabase((openUrl) => {
  let registry: StartedRegistry;
  let token: string;
  beforeAll(async () => {
    registry = await startRegistry(await openUrl(), { config: { deliveryToken: DELIVERY_TOKEN } });
    token = await registry.partner('one');
    expect(await publish(SDL)).toMatchObject({ outcome: 'LIVE' });
  });
  const publish = (sdl: string, more = {}) =>
    registry.publish(token, 'one', sdl, { routingUrl: subgraph.url, ...more });
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${registry.url}${path}`, { headers: { authorization: `Bearer ${DELIVERY_TOKEN}`, ...headers } });
  const setContract = async (input: string, as?: string) => {
    const { data, errors } = await registry.ask(`mutation { setContract(input: ${input}) { name } }`, {}, as);
    return errors?.[0]?.extensions?.['code'] ?? (data.setContract.name as string);
  };
  const PUBLIC = '/contracts/public/supergraph';

  test('setContract() is for operators, and refuses what is no schema', async () => {
    expect(await setContract('{ name: "public", include: ["public"] }', token)).toBe('FORBIDDEN');
    expect(await setContract('{ name: "public" }')).toBe('BAD_USER_INPUT');
    expect(await setContract('{ name: "public", include: ["nothing"] }')).toBe('CONTRACT_INVALID');
    expect((await get(PUBLIC)).status).toBe(404);
    expect(await setContract('{ name: "public", include: ["public"] }')).toBe('public');
  });

  test('a contract is delivered at its own address, signed as itself', async () => {
    const response = await get(PUBLIC);
    const sdl = await response.text();
    expect(sdl).toMatch(/secret: Int .*@inaccessible/);
    const release = {
      serial: Number(response.headers.get('x-joinery-serial')),
      sdlHash: sha256(sdl),
      createdAt: response.headers.get('x-joinery-created-at')!,
    };
    const key = readPublicKey(response.headers.get('x-joinery-key')!)!;
    const signature = response.headers.get('x-joinery-signature')!;
    expect(isSignedBy(key, { ...release, contract: 'public' }, signature)).toBe(true);
    expect(isSignedBy(key, release, signature)).toBe(false);
    expect(isSignedBy(key, { ...release, contract: 'other' }, signature)).toBe(false);
    const { data } = await registry.ask(
      '{ contract(name: "public") { include supergraph { serial signature sdlHash } } }',
    );
    expect(data.contract).toEqual({
      include: ['public'],
      supergraph: { serial: release.serial, signature, sdlHash: release.sdlHash },
    });
  });

  test('a contract is delivered in the forms of others, with ETag and token', async () => {
    const etag = (await get(PUBLIC)).headers.get('etag')!;
    expect((await get(PUBLIC, { 'if-none-match': etag })).status).toBe(304);
    expect((await fetch(`${registry.url}${PUBLIC}`)).status).toBe(401);
    const hive = await fetch(`${registry.url}/artifacts/v1/any/contracts/public/supergraph`, {
      headers: { 'x-hive-cdn-key': DELIVERY_TOKEN },
    });
    expect(hive.headers.get('etag')).toBe(etag);
    const uplink = new UplinkSupergraphManager({
      apiKey: `service:x:${DELIVERY_TOKEN}`,
      graphRef: 'graph@public',
      uplinkEndpoints: [`${registry.url}/uplink`],
      logger: createLog('test', 'silent'),
    });
    const { supergraphSdl, cleanup } = await uplink.initialize({
      update: () => undefined,
      healthCheck: async () => undefined,
      getDataSource: () => undefined as never,
    });
    await cleanup?.();
    expect(`"${sha256(supergraphSdl)}"`).toBe(etag);
  });

  test('a gateway that follows a contract shows its part, and follows what is published', async () => {
    const config = readGatewayConfig(
      { port: '0', registry: `${registry.url}/contracts/public` },
      { JOINERY_DATA_DIR: newFolder(), JOINERY_REGISTRY_TOKEN: DELIVERY_TOKEN },
    );
    const gateway = createGateway(config, { log: createLog('gateway', 'silent') });
    await gateway.start();
    expect((await askUrl(gateway.url(), '{ open }')).data).toEqual({ open: 1 });
    expect((await askUrl(gateway.url(), '{ secret }')).status).toBe(400);
    expect(await publish(SDL.replace('secret: Int', 'secret: Int @tag(name: "public")'))).toMatchObject({
      outcome: 'LIVE',
    });
    await until(async () => (await askUrl(gateway.url(), '{ secret }')).data?.secret === 3);
    await gateway.stop();
    const { data } = await registry.ask('{ usage(coordinate: "Query.open") { requests } }');
    expect(data.usage.requests).toBe(1);
    expect(await publish(SDL, { approval: { by: 'Jo', reason: 'Not meant' } })).toMatchObject({ outcome: 'LIVE' });
  });

  test('a gateway that follows a contract refuses the whole graph in its place', async () => {
    const { createHttpServer } = await import('../../../kit/http/http-server.js');
    const liar = createHttpServer({
      host: '127.0.0.1',
      port: 0,
      async handler(_request, response) {
        const answer = await get('/supergraph');
        response.writeHead(
          200,
          Object.fromEntries([...answer.headers].filter(([name]) => /^(etag|x-joinery)/.test(name))),
        );
        response.end(await answer.text());
      },
      onError: () => undefined,
    });
    await liar.start();
    const config = readGatewayConfig(
      { port: '0', registry: `${liar.url()}/contracts/public` },
      { JOINERY_DATA_DIR: newFolder(), JOINERY_REGISTRY_TOKEN: DELIVERY_TOKEN },
    );
    const gateway = createGateway(config, { log: createLog('gateway', 'silent') });
    await expect(gateway.start()).rejects.toMatchObject({ message: expect.stringMatching(/signature/) });
    await liar.stop(0);
  });

  describe('a publish', () => {
    test('that takes something from a contract alone waits for an approval', async () => {
      const untagged = SDL.replace('also: Int @tag(name: "public")', 'also: Int');
      expect(await publish(untagged)).toMatchObject({
        outcome: 'BREAKING',
        findings: expect.arrayContaining([
          expect.objectContaining({
            code: 'CONTRACT_BREAKING_CHANGE',
            coordinate: 'Query.also',
            message: expect.stringMatching(/^In the contract public: Query.also was removed\./),
          }),
        ]),
      });
      expect(await publish(untagged, { approval: { by: 'Jo', reason: 'Agreed' } })).toMatchObject({ outcome: 'LIVE' });
      expect(await (await get(PUBLIC)).text()).toMatch(/also: Int .*@inaccessible/);
    });

    test('that leaves nothing of a contract waits, and the contract goes on', async () => {
      const nothing = SDL.replaceAll(' @tag(name: "public")', '');
      const before = (await get(PUBLIC)).headers.get('etag');
      const result = await publish(nothing, { approval: { by: 'Jo', reason: 'Test' } });
      expect(result).toMatchObject({ outcome: 'QUARANTINED' });
      expect(result.findings[0]).toMatchObject({ code: 'CONTRACT_BROKEN', message: expect.stringMatching(/public/) });
      expect((await get(PUBLIC)).headers.get('etag')).toBe(before);
    });
  });

  test('a contract follows a rollback of the whole graph, and gives nothing once it is deleted', async () => {
    const { data } = await registry.ask(
      '{ supergraphs { serial } contract(name: "public") { supergraph { sdl serial } } }',
    );
    const first = data.supergraphs.at(-1).serial as number;
    await registry.ask('mutation ($serial: Int!) { rollbackSupergraph(serial: $serial) { serial } }', {
      serial: first,
    });
    const after = await get(PUBLIC);
    expect(Number(after.headers.get('x-joinery-serial'))).toBe(data.supergraphs[0].serial + 1);
    expect(await after.text()).not.toMatch(/also: Int .*@inaccessible/);
    await registry.ask('mutation { deleteContract(name: "public") { name } }');
    await until(async () => (await get(PUBLIC)).status === 404);
    expect((await get('/contracts/never/supergraph')).status).toBe(404);
  });
});
