/** The disk is full under a gateway and a registry: what can be served is, nothing half is kept, and all is well again. */
import { afterEach, expect, test } from '@jest/globals';
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { verifyAuditLog } from '../../gateway/pipeline/verify-audit-log.js';
import { bodyOf, expectRefused } from '../support/after-hostility.js';
import { composeStarted } from '../support/compose-started.js';
import { limitFiles } from '../support/file-limit.js';
import { startGatewayProcess, type GatewayProcess } from '../support/gateway-process.js';
import { startJoinery } from '../support/joinery-command.js';
import { askRegistry, FEDERATION, resultOf, RESULT } from '../support/start-registry.js';
import { startSdlSubgraph, type StartedSdlSubgraph } from '../support/start-sdl-subgraph.js';
import { temporaryFolders } from '../support/temporary-folder.js';
import { until } from '../support/until.js';

const ADMIN_TOKEN = 'a'.repeat(40);
const newFolder = temporaryFolders();
const opened: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.stop();
});

async function startStaff(folder: string): Promise<{ gateway: GatewayProcess; staff: StartedSdlSubgraph }> {
  const sdl = 'type Query { group: String @federation__tag(name: "special-category") open: String }';
  const staff = await startSdlSubgraph({
    name: 'staff',
    sdl,
    resolvers: { Query: { group: () => 'g', open: () => 'o' } },
  });
  const gateway = await startGatewayProcess({ subgraphs: [staff], settings: { audit: { folder }, logLevel: 'warn' } });
  opened.push(gateway, staff);
  return { gateway, staff };
}

function swap({ supergraphFile }: GatewayProcess, staff: StartedSdlSubgraph, edition: number): void {
  writeFileSync(`${supergraphFile}.next`, `# Edition ${edition}\n${composeStarted([staff]).sdl}`);
  renameSync(`${supergraphFile}.next`, supergraphFile);
}

test('under a gateway: what must be written down is refused, all else goes on, and nothing half is left', async () => {
  const folder = newFolder();
  const { gateway, staff } = await startStaff(folder);
  expect(bodyOf(await gateway.ask('{ open }'))).toEqual({ data: { open: 'o' } });
  const files = () => readdirSync(folder).map((name) => join(folder, name));
  expect(bodyOf(await gateway.ask('{ group }'))).toEqual({ data: { group: 'g' } });
  const kept = join(gateway.supergraphFile, '..', 'supergraphs');
  const keptText = () =>
    readdirSync(kept)
      .filter((name) => name.endsWith('.graphql'))
      .map((name) => readFileSync(join(kept, name), 'utf8'));
  const before = keptText();

  // Half of a line would still go in.
  limitFiles(gateway.pid, 40);
  for (let i = 0; i < 3; i++) expectRefused(await gateway.ask('{ group }'), 503, 'AUDIT_LOG_UNAVAILABLE');
  expect(bodyOf(await gateway.ask('{ open }'))).toEqual({ data: { open: 'o' } });
  swap(gateway, staff, 1);
  await until(() => gateway.log().includes('cannot be kept for the next start'));
  expect(bodyOf(await gateway.ask('{ open }'))).toEqual({ data: { open: 'o' } });
  expect(keptText()).toEqual(before);

  limitFiles(gateway.pid, null);
  expect(bodyOf(await gateway.ask('{ group }'))).toEqual({ data: { group: 'g' } });
  swap(gateway, staff, 2);
  await until(() => keptText().some((text) => text.startsWith('# Edition 2')));
  const verdicts = await Promise.all(files().map(verifyAuditLog));
  expect(verdicts).toEqual(Array(2).fill({ entries: 1, problem: null }));
});

test('under a registry: a publish is wholly absent, the live supergraph is delivered, and the next publish is live', async () => {
  const folder = newFolder();
  const running = startJoinery(['registry', '--port', '0'], {
    env: {
      JOINERY_REGISTRY_DATABASE_URL: `sqlite:${join(folder, 'registry.sqlite')}`,
      JOINERY_DATA_DIR: folder,
      JOINERY_REGISTRY_ADMIN_TOKEN: ADMIN_TOKEN,
      JOINERY_REGISTRY_ALLOWED_HOSTS: 'private',
    },
  });
  opened.push({ stop: async () => (running.kill('SIGTERM'), void (await running.ended())) });
  const url = (await running.until(/registry listens on (http:\S+)/))[1]!;
  const ask = (query: string, variables = {}) => askRegistry(`${url}/graphql`, ADMIN_TOKEN, { query, variables });
  const publish = async (edition: number) => {
    const sdl = `${FEDERATION}"Edition ${edition}" type Query { a: Int }`;
    const input = { name: 'sub', partner: 'one', sdl, routingUrl: 'http://127.0.0.1/' };
    const query = `mutation ($input: PublishSubgraphInput!) { publishSubgraph(input: $input) { ${RESULT} } }`;
    return resultOf(await ask(query, { input }), 'publishSubgraph');
  };
  await ask('mutation { createPartner(input: { name: "one", title: "One" }) { name } }');
  expect((await publish(1)).outcome).toBe('LIVE');
  const state = async () =>
    (await ask('{ supergraph { serial sdlHash } subgraph(name: "sub") { live { number } quarantined { number } } }'))
      .data;
  const before = await state();

  limitFiles(running.pid, 0);
  expect(await publish(2)).toMatchObject({ code: 'INTERNAL_SERVER_ERROR', message: 'Internal error' });
  expect(await state()).toEqual(before);
  const headers = { authorization: `Bearer ${ADMIN_TOKEN}` };
  expect(await (await fetch(`${url}/supergraph`, { headers })).text()).toContain('Edition 1');

  limitFiles(running.pid, null);
  expect(await publish(3)).toMatchObject({ outcome: 'LIVE', version: { number: 2 }, supergraph: { serial: 2 } });
});
