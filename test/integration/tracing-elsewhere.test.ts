/** Traces besides those of GraphQL at the gateway: tables, the registry, partners' subgraphs, and what traces nothing. */
import { describe, expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { PACKAGE_ROOT } from '../../kit/package-root.js';
import { readTracing } from '../../kit/tracing/tracing-settings.js';
import { createPartnerSubgraph } from '../../subgraphs/kit/create-partner-subgraph.js';
import { sqliteDatabases } from '../support/databases.js';
import { startOtlpReceiver } from '../support/otlp-receiver.js';
import { startArchive } from '../support/start-archive.js';
import { startRegistry } from '../support/start-registry.js';
import { temporaryFolders } from '../support/temporary-folder.js';

const openUrl = sqliteDatabases();
const newFolder = temporaryFolders();
const tracingTo = (endpoint: string) =>
  readTracing({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_TRACES_SAMPLER: 'always_on', OTEL_SERVICE_NAME: 'named' });

test('a publish has its statements below it', async () => {
  const receiver = await startOtlpReceiver();
  const started = await startRegistry(await openUrl(), {
    config: { tracing: tracingTo(receiver.endpoint) },
  });
  const result = await started.publish(
    await started.partner('books'),
    'books',
    'type Query { secretly(id: ID = "s3cret"): String }',
  );
  expect(result).toMatchObject({ outcome: 'LIVE' });
  await started.registry.stop();
  const published = receiver.spans.filter(({ kind }) => kind === 'server').at(-1)!;
  expect(published).toMatchObject({ service: 'named', name: 'POST /graphql', parentSpanId: '' });
  const below = receiver.spans.filter(({ parentSpanId }) => parentSpanId === published.spanId);
  expect(below.map(({ name }) => name)).toEqual(expect.arrayContaining(['SELECT registry', 'INSERT registry']));
  expect(receiver.bodies.join()).not.toContain('s3cret');
  await receiver.stop();
});

test('a table has its pages below it', async () => {
  const receiver = await startOtlpReceiver();
  const tracing = { ...tracingTo(receiver.endpoint), trustParents: false };
  const archive = await startArchive({
    change: ({ telemetry, ...config }) => ({ ...config, telemetry: { ...telemetry, tracing } }),
  });
  await (await archive.get('/data/records.csv')).text();
  await archive.stop();
  const root = receiver.spans.find(({ kind }) => kind === 'server')!;
  expect(root).toMatchObject({ name: 'GET /data', attributes: { 'joinery.outcome': 'ok' } });
  const below = receiver.spans.filter(({ parentSpanId }) => parentSpanId === root.spanId);
  expect(below.filter(({ name }) => name.startsWith('fetch ')).length).toBeGreaterThan(1);
  await receiver.stop();
});

/** The files of OpenTelemetry that a gateway has loaded once it is started, with this environment. */
async function loadedBy(env: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const module = (path: string) => JSON.stringify(pathToFileURL(`${PACKAGE_ROOT}/dist/${path}`));
  const script = `(async () => {
    const { createGateway } = await import(${module('gateway/gateway.js')});
    const { readGatewayConfig } = await import(${module('gateway/config.js')});
    const gateway = createGateway(readGatewayConfig({ port: '0' }, ${JSON.stringify(env)}));
    await gateway.start();
    console.log(JSON.stringify(Object.keys(require.cache)));
    process.exit();
  })()`;
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', script], { cwd: newFolder() });
  return (JSON.parse(stdout) as string[]).filter((file) => file.includes('@opentelemetry/'));
}

test('a gateway loads nothing of OpenTelemetry without a collector', async () => {
  expect(await loadedBy({})).toEqual([]);
  expect((await loadedBy({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1' })).length).toBeGreaterThan(10);
  const off = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1', OTEL_SDK_DISABLED: 'true' };
  expect(await loadedBy(off)).toEqual([]);
});

describe('a subgraph of a partner, made by createPartnerSubgraph()', () => {
  const PARENT = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' };
  const start = async (env: Readonly<Record<string, string>>) => {
    const subgraph = createPartnerSubgraph({
      name: 'tea-rounds',
      contract: 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3") type Query { rounds: Int }',
      resolvers: { Query: { rounds: () => 3 } },
      context: () => ({}),
      ...{ host: '127.0.0.1', port: 0, tracing: readTracing(env) },
    });
    await subgraph.start();
    const response = await fetch(subgraph.url(), {
      method: 'POST',
      headers: { 'content-type': 'application/json', traceparent: `00-${PARENT.traceId}-${PARENT.spanId}-01` },
      body: '{"query":"{ rounds }"}',
    });
    expect(await response.json()).toEqual({ data: { rounds: 3 } });
    await subgraph.stop();
  };

  test('goes on with the trace of the gateway that asks it', async () => {
    const receiver = await startOtlpReceiver();
    await start({ OTEL_EXPORTER_OTLP_ENDPOINT: receiver.endpoint });
    expect(receiver.spans).toEqual([
      expect.objectContaining({
        ...{ service: 'tea-rounds', name: 'POST /graphql', kind: 'server' },
        ...{ traceId: PARENT.traceId, parentSpanId: PARENT.spanId },
      }),
    ]);
    await receiver.stop();
  });

  test('sends nothing where no collector is named', async () => {
    const receiver = await startOtlpReceiver();
    await start({ OTEL_EXPORTER_OTLP_ENDPOINT: receiver.endpoint, OTEL_SDK_DISABLED: 'true' });
    expect(receiver.spans).toEqual([]);
    await receiver.stop();
  });
});
