import { createTraceState, type SpanContext } from '@opentelemetry/api';
import type { IncomingHttpHeaders } from 'node:http';

const TRACEPARENT = /^(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;
const STATE_LENGTH_MAX = 512;

/** What the headers of a request say of its trace; undefined for nothing that https://www.w3.org/TR/trace-context/ allows. */
export function readTraceContext({ traceparent, tracestate }: IncomingHttpHeaders): SpanContext | undefined {
  if (typeof traceparent !== 'string') return undefined;
  const [, version, traceId, spanId, flags, rest] = TRACEPARENT.exec(traceparent) ?? [];
  if (traceId === undefined || (version === '00' && rest !== undefined)) return undefined;
  const isSmall = typeof tracestate === 'string' && tracestate.length <= STATE_LENGTH_MAX;
  return {
    traceId,
    spanId: spanId!,
    traceFlags: Number.parseInt(flags!, 16) & 1,
    isRemote: true,
    ...(isSmall && { traceState: createTraceState(tracestate) }),
  };
}

/** The headers that say it to others. */
export function traceHeaders({ traceId, spanId, traceFlags, traceState }: SpanContext): Record<string, string> {
  const traceparent = `00-${traceId}-${spanId}-0${traceFlags & 1}`;
  const tracestate = traceState?.serialize() ?? '';
  return tracestate === '' ? { traceparent } : { traceparent, tracestate };
}
