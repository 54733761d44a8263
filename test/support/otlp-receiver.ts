import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { until } from './until.js';

/** A span as it was sent. */
export interface ReceivedSpan {
  readonly service: string;
  readonly name: string;
  readonly kind: 'internal' | 'server' | 'client';
  readonly traceId: string;
  readonly spanId: string;
  /** Empty for the first of a trace. */
  readonly parentSpanId: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  /** Undefined unless it failed. */
  readonly failure: string | undefined;
}

/** A collector of traces that speaks OTLP over HTTP. */
export interface OtlpReceiver {
  /** As `OTEL_EXPORTER_OTLP_ENDPOINT` has it. */
  readonly endpoint: string;
  /** The headers of each request. */
  readonly requests: readonly IncomingHttpHeaders[];
  readonly spans: readonly ReceivedSpan[];
  /** What was sent, as text. */
  readonly bodies: readonly string[];
  /** Waits for so many spans. */
  received(count: number): Promise<void>;
  stop(): Promise<void>;
}

/** Starts one; with `hangs` it takes everything and answers nothing until it is stopped. */
export async function startOtlpReceiver({ hangs = false } = {}): Promise<OtlpReceiver> {
  const requests: IncomingHttpHeaders[] = [];
  const bodies: string[] = [];
  const spans: ReceivedSpan[] = [];
  const held: ServerResponse[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      requests.push(request.headers);
      bodies.push(body);
      if (request.url !== '/v1/traces' || request.headers['content-type'] !== 'application/json')
        return response.writeHead(404).end();
      spans.push(...spansIn(JSON.parse(body) as TracesData));
      return hangs ? held.push(response) : response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    spans,
    bodies,
    received: (count) => until(() => spans.length >= count),
    async stop() {
      // Whoever is cut off tries again for a while.
      for (const response of held) response.writeHead(400, { connection: 'close' }).end();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What of https://github.com/open-telemetry/opentelemetry-proto/blob/main/opentelemetry/proto/trace/v1/trace.proto is read. */
interface TracesData {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly KeyValue[] };
    readonly scopeSpans: readonly { readonly spans: readonly SentSpan[] }[];
  }[];
}

interface SentSpan extends Pick<ReceivedSpan, 'name' | 'traceId' | 'spanId'> {
  readonly parentSpanId?: string;
  readonly kind: number;
  readonly attributes: readonly KeyValue[];
  readonly status: { readonly code: number; readonly message?: string };
}

interface KeyValue {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
}

const KINDS = ['internal', 'internal', 'server', 'client'] as const;
const ERROR = 2;

function spansIn({ resourceSpans }: TracesData): ReceivedSpan[] {
  return resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) =>
      spans.map(({ name, traceId, spanId, parentSpanId = '', kind, attributes, status }) => ({
        service: String(read(resource.attributes)['service.name']),
        name,
        kind: KINDS[kind]!,
        traceId,
        spanId,
        parentSpanId,
        attributes: read(attributes),
        failure: status.code === ERROR ? status.message : undefined,
      })),
    ),
  );
}

function read(pairs: readonly KeyValue[]): Record<string, unknown> {
  return Object.fromEntries(pairs.map(({ key, value }) => [key, Object.values(value)[0]]));
}
