import { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, type Span as OtelSpan, type Tracer } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { detectResources, envDetector, resourceFromAttributes, type Resource } from '@opentelemetry/resources';
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
  type Sampler,
} from '@opentelemetry/sdk-trace';
import { AsyncLocalStorage } from 'node:async_hooks';
import { SpanQueue } from './span-queue.js';
import { readTraceContext, traceHeaders } from './trace-context.js';
import type { Span, Tracing, TracingOptions } from './tracing.js';
import type { TracingSettings } from './tracing-settings.js';

/** How long a collector may keep a service from stopping. */
export const STOP_MS = 2_000;

const LIMITS = { attributeValueLengthLimit: 2_048, attributeCountLimit: 32 };

/** Traces by the SDK of OpenTelemetry. What the SDK itself would say is said by counts alone. */
export function createOtelTracing(
  { endpoint, headers, sampler, ratio, serviceName }: TracingSettings & { readonly endpoint: string },
  { name, trustsParents, onSpans = () => undefined }: TracingOptions,
): Tracing {
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces`, headers });
  const provider = new TracerProvider({
    resource: resourceOf(name, serviceName),
    sampler: samplerOf(sampler, ratio),
    spanLimits: LIMITS,
    spanProcessors: [new SpanQueue(exporter, STOP_MS, onSpans)],
  });
  const tracer = provider.getTracer('joinery');
  const running = new AsyncLocalStorage<Span>();

  return {
    begin(spanName, incoming) {
      const parent = trustsParents ? readTraceContext(incoming) : undefined;
      const context = parent ? trace.setSpanContext(ROOT_CONTEXT, parent) : ROOT_CONTEXT;
      const begun = tracer.startSpan(spanName, { kind: SpanKind.SERVER }, context);
      if (begun.isRecording()) {
        const span = spanOf(begun, tracer);
        return { headers: span.headers, span };
      }
      return { headers: traceHeaders(begun.spanContext()), span: null };
    },
    within: (span, work) => running.run(span, work),
    current: () => running.getStore(),
    stop: () => provider.shutdown(),
  };
}

function spanOf(span: OtelSpan, tracer: Tracer): Span {
  return {
    traceId: span.spanContext().traceId,
    headers: Object.freeze(traceHeaders(span.spanContext())),
    child(name, { isClient = false, startedAt, attributes = {} } = {}) {
      const kind = isClient ? SpanKind.CLIENT : SpanKind.INTERNAL;
      const options = { kind, attributes, ...(startedAt !== undefined && { startTime: startedAt }) };
      return spanOf(tracer.startSpan(name, options, trace.setSpan(ROOT_CONTEXT, span)), tracer);
    },
    end({ attributes = {}, failure = null } = {}) {
      span.setAttributes(attributes);
      if (failure !== null) span.setStatus({ code: SpanStatusCode.ERROR, message: failure });
      span.end();
    },
  };
}

/** What `OTEL_RESOURCE_ATTRIBUTES` says goes before the name of the service, and the setting before that. */
function resourceOf(name: string, serviceName: string | null): Resource {
  return resourceFromAttributes({ 'service.namespace': 'joinery', 'service.name': name })
    .merge(detectResources({ detectors: [envDetector] }))
    .merge(resourceFromAttributes(serviceName === null ? {} : { 'service.name': serviceName }));
}

function samplerOf(name: TracingSettings['sampler'], ratio: number): Sampler {
  const roots: Record<string, () => Sampler> = {
    always_on: () => new AlwaysOnSampler(),
    always_off: () => new AlwaysOffSampler(),
    traceidratio: () => new TraceIdRatioBasedSampler(ratio),
  };
  const root = roots[name.replace('parentbased_', '')]!();
  return name.startsWith('parentbased_') ? new ParentBasedSampler({ root }) : root;
}
