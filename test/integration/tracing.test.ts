/** The spans of a request, from HTTP to SQL, as a collector gets them. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { loadDefinition } from '../../deploy/definitions.js';
import { readGatewayConfig, type GatewayConfig } from '../../gateway/config.js';
import { createGateway } from '../../gateway/gateway.js';
import { silentProgress } from '../../kit/progress.js';
import { createLog } from '../../kit/log.js';
import { createCountry } from '../../subgraphs/kit/country/country.js';
import { readSubgraphConfig } from '../../subgraphs/kit/config.js';
import { createSubgraph, type Subgraph } from '../../subgraphs/kit/create-subgraph.js';
import { eachDatabase, type OpenUrl } from '../support/databases.js';
import { startOtlpReceiver, type OtlpReceiver, type ReceivedSpan } from '../support/otlp-receiver.js';
import { expectWithin } from '../support/promised-time.js';
import { startBookshop, type Reply } from '../support/start-bookshop.js';

const PARENT = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' };
const traceparent = (flags: '00' | '01') => `00-${PARENT.traceId}-${PARENT.spanId}-${flags}`;

const LEADERS = 'query Leaders($n: Int!) { footprints(first: $n) { nodes { name leader { person { name } } } } }';

/** Asks a gateway over two subgraphs, all of which send every span, and stops them. */
async function askTracedGraph(endpoint: string, openUrl: OpenUrl): Promise<void> {
  const env = {
    OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
    OTEL_TRACES_SAMPLER: 'always_on',
    OTEL_EXPORTER_OTLP_HEADERS: 'x-collector-key=a%20secret',
    JOINERY_LOG_LEVEL: 'error',
  };
  const subgraphs: Subgraph[] = [];
  for (const name of ['organisations', 'people'] as const) {
    const definition = await loadDefinition(name);
    const config = { ...readSubgraphConfig(name, env), port: 0, databaseUrl: await openUrl() };
    const subgraph = createSubgraph(definition, config);
    await subgraph.start();
    const seeding = { country: createCountry({ practices: 20 }), progress: silentProgress };
    await definition.seed(subgraph.database(), { ...seeding, signal: new AbortController().signal });
    subgraphs.push(subgraph);
  }
  const urls = subgraphs.map((subgraph) => `${subgraph.name}=${subgraph.url()}`);
  const gateway = createGateway(readGatewayConfig({ port: '0', subgraph: urls }, env));
  await gateway.start();
  const response = await fetch(gateway.url(), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-request-id': 'r1', 'graphql-client-name': 'web' },
    body: JSON.stringify({ query: LEADERS, variables: { n: 3 } }),
  });
  expect(((await response.json()) as Reply['body']).data.footprints.nodes).toHaveLength(3);
  await gateway.stop();
  for (const subgraph of subgraphs) await subgraph.stop();
}

describe('a request over two subgraphs', () => {
  eachDatabase((openUrl) => {
    let receiver: OtlpReceiver;
    let spans: readonly ReceivedSpan[];
    const named = (service: string, name: string) =>
      spans.filter((span) => span.service === service && span.name.startsWith(name));

    beforeAll(async () => {
      receiver = await startOtlpReceiver();
      await askTracedGraph(receiver.endpoint, openUrl);
      ({ spans } = receiver);
    });
    afterAll(() => receiver.stop());

    test('is one trace', () => {
      expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1);
      expect(spans.filter(({ parentSpanId }) => parentSpanId === '')).toHaveLength(1);
    });
    test('has what the gateway did below the request', () => {
      const [root] = named('gateway', 'POST /graphql');
      expect(root).toMatchObject({ kind: 'server', parentSpanId: '', failure: undefined });
      expect(root!.attributes).toMatchObject({
        'http.response.status_code': 200,
        'joinery.outcome': 'ok',
        'joinery.request_id': 'r1',
        'joinery.client.name': 'web',
        'graphql.operation.type': 'query',
        'graphql.operation.name': 'Leaders',
      });
      const below = spans.filter(({ parentSpanId }) => parentSpanId === root!.spanId);
      expect(below.map(({ name }) => name)).toEqual([
        'parse',
        'validate',
        'plan',
        'fetch organisations',
        'fetch people',
        'project',
      ]);
    });
    test('has what each subgraph did below the fetch', () => {
      for (const name of ['organisations', 'people']) {
        const [fetched] = named('gateway', `fetch ${name}`);
        const [asked] = named(name, 'POST /graphql');
        expect([fetched!.kind, asked!.kind, asked!.parentSpanId]).toEqual(['client', 'server', fetched!.spanId]);
        expect(fetched!.attributes).toMatchObject({ 'joinery.subgraph': name, 'joinery.fetch.attempts': 1 });
        const statements = named(name, 'SELECT');
        expect(statements.length).toBeGreaterThan(0);
        expect(new Set(statements.map(({ parentSpanId }) => parentSpanId))).toEqual(new Set([asked!.spanId]));
      }
    });
    test('has the text of statements without a value', () => {
      const texts = named('people', 'SELECT').map(({ attributes }) => String(attributes['db.query.text']));
      expect(texts.some((text) => /FROM .?appointment/i.test(text))).toBe(true);
      expect(texts.filter((text) => /'[^']|= *\d|LIMIT \d/.test(text))).toEqual([]);
    });
    test('has the headers that the collector wants', () => {
      expect(new Set(receiver.requests.map((headers) => headers['x-collector-key']))).toEqual(new Set(['a secret']));
    });
  });
});

describe('the gateway', () => {
  /** Asks a gateway over one subgraph, and gives what the collector and the subgraph got. */
  async function asked(
    tracing: Partial<GatewayConfig['telemetry']['tracing']>,
    headers: Readonly<Record<string, string>> = {},
    query = '{ book(id: "s3cret") { title } }',
  ) {
    const receiver = await startOtlpReceiver();
    const shop = await startBookshop(({ telemetry, ...config }) => ({
      ...config,
      telemetry: { ...telemetry, tracing: { ...telemetry.tracing, endpoint: receiver.endpoint, ...tracing } },
    }));
    await shop.post({ query }, headers);
    await shop.post({ query }, headers);
    const sent = shop.books.requests.map((headersSent) => headersSent['traceparent']);
    await shop.stop();
    await receiver.stop();
    return { ...receiver, sent };
  }

  test('sends and forwards nothing without a collector', async () => {
    const { requests, sent } = await asked(
      { endpoint: null, sampler: 'always_on' },
      { traceparent: traceparent('01') },
    );
    expect([requests, sent]).toEqual([[], [undefined, undefined]]);
  });
  test('sends nothing of a request that is not chosen, and tells subgraphs so', async () => {
    const { requests, sent } = await asked({ ratio: 0 });
    expect(requests).toEqual([]);
    expect(sent).toEqual([expect.stringMatching(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/), expect.any(String)]);
    expect(sent[0]).not.toBe(sent[1]);
  });
  test('has no spans of stages that a cache spares', async () => {
    const { spans } = await asked({ sampler: 'always_on' });
    const second = spans.filter(({ traceId }) => traceId !== spans[0]!.traceId);
    expect(second.map(({ name }) => name).sort()).toEqual(['POST /graphql', 'fetch books', 'project']);
  });
  test('tells no value of a client', async () => {
    expect((await asked({ sampler: 'always_on' })).bodies.join()).not.toContain('s3cret');
  });
  test('goes on with no trace of a client', async () => {
    const { spans, sent } = await asked(
      { sampler: 'always_on' },
      { traceparent: traceparent('00'), tracestate: 'a=b' },
    );
    expect(spans.length).toBeGreaterThan(0);
    expect(JSON.stringify([spans, sent])).not.toContain(PARENT.traceId);
  });
  test('goes on with it where clients are trusted', async () => {
    const headers = { traceparent: traceparent('01'), tracestate: 'a=b' };
    const { spans, sent } = await asked({ trustParents: true, ratio: 0 }, headers);
    const [root] = spans.filter(({ name }) => name === 'POST /graphql');
    expect(root).toMatchObject({ traceId: PARENT.traceId, parentSpanId: PARENT.spanId });
    const fetched = spans.filter(({ name }) => name === 'fetch books').map(({ spanId }) => spanId);
    expect(sent).toEqual(fetched.map((spanId) => `00-${PARENT.traceId}-${spanId}-01`));
  });
  test('keeps none of it where clients are trusted and do not want it', async () => {
    const { requests, sent } = await asked({ trustParents: true, ratio: 1 }, { traceparent: traceparent('00') });
    expect(requests).toEqual([]);
    expect(sent[0]).toMatch(new RegExp(`^00-${PARENT.traceId}-[0-9a-f]{16}-00$`));
  });
  for (const bad of ['', '00-abc', `00-${'0'.repeat(32)}-${PARENT.spanId}-01`, `ff${traceparent('01').slice(2)}`]) {
    test(`begins a trace of its own for the header "${bad}"`, async () => {
      const { spans } = await asked({ trustParents: true, sampler: 'always_on' }, { traceparent: bad });
      expect(spans.filter(({ parentSpanId }) => parentSpanId === '')).toHaveLength(2);
    });
  }
  test('tells why a fetch failed', async () => {
    const receiver = await startOtlpReceiver();
    const shop = await startBookshop(({ telemetry, ...config }) => ({
      ...config,
      subgraphDefaults: { ...config.subgraphDefaults, timeoutMs: 200 },
      telemetry: {
        ...telemetry,
        tracing: { ...telemetry.tracing, endpoint: receiver.endpoint, sampler: 'always_on' as const },
      },
    }));
    await shop.post({ query: '{ never }' });
    await shop.stop();
    const failed = receiver.spans.filter(({ failure }) => failure !== undefined);
    expect(failed.map(({ name, failure }) => [name, failure])).toEqual([['fetch books', 'SUBGRAPH_REQUEST_TIMEOUT']]);
    await receiver.stop();
  });
});

describe('a collector that', () => {
  const startWith = async (endpoint: string) =>
    startBookshop(
      ({ telemetry, ...config }) => ({
        ...config,
        telemetry: { ...telemetry, tracing: { ...telemetry.tracing, endpoint, sampler: 'always_on' as const } },
      }),
      { log: createLog('test', 'silent') },
    );

  test('hangs keeps a gateway from stopping for two seconds at most', async () => {
    const receiver = await startOtlpReceiver({ hangs: true });
    const shop = await startWith(receiver.endpoint);
    await shop.post({ query: '{ book(id: 1) { title } }' });
    const startedAt = performance.now();
    await shop.stop();
    const tookMs = performance.now() - startedAt;
    expect(receiver.spans.length).toBeGreaterThan(0);
    expect(tookMs).toBeGreaterThan(1_900);
    expectWithin(6_000, tookMs);
    await receiver.stop();
  });
  test('takes nothing costs a count, and what waits is bounded', async () => {
    // Nothing fails meanwhile, however long this takes.
    process.env['OTEL_EXPORTER_OTLP_TIMEOUT'] = '3600000';
    const receiver = await startOtlpReceiver({ hangs: true });
    const shop = await startWith(receiver.endpoint);
    const ask = () => shop.post({ query: '{ book(id: 1) { title } }' });
    // Three spans each, of which 512 are on their way and 2,048 wait.
    for (let i = 0; i < 90; i++) await Promise.all(Array.from({ length: 10 }, ask));
    const metrics = await (await shop.send({ path: '/metrics' })).text();
    const dropped = Number(/^joinery_trace_spans_total\{result="dropped"\} (\d+)$/m.exec(metrics)?.[1]);
    expect(dropped).toBeGreaterThan(100);
    expect(dropped).toBeLessThan(200);
    delete process.env['OTEL_EXPORTER_OTLP_TIMEOUT'];
    await shop.stop();
    await receiver.stop();
  });
});
