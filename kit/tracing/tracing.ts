import type { IncomingHttpHeaders } from 'node:http';

/** What spans may say: names, codes and numbers, never a value of a client or of a record. */
export type Attributes = Readonly<Record<string, string | number | boolean>>;

/** Follows requests through the services, for a collector that speaks OTLP. */
export interface Tracing {
  /** Begins what is done for a request; it decides once, for all that follows, whether spans are kept. */
  begin(name: string, headers: IncomingHttpHeaders): BegunTrace;
  /** Does work of which `current` tells that it is done for a span. */
  within<Result>(span: Span, work: () => Result): Result;
  /** The span that work is done for; undefined for none. */
  current(): Span | undefined;
  /** Sends what is left, for two seconds at most. */
  stop(): Promise<void>;
}

export interface BegunTrace {
  /** For those who are asked on its behalf; https://www.w3.org/TR/trace-context/. */
  readonly headers: Readonly<Record<string, string>>;
  /** Null when nothing is kept of it. */
  readonly span: Span | null;
}

/** Something that is done for a request. */
export interface Span {
  readonly traceId: string;
  readonly headers: Readonly<Record<string, string>>;
  child(name: string, options?: SpanOptions): Span;
  end(ending?: SpanEnding): void;
}

export interface SpanOptions {
  /** Whether another service is asked. */
  readonly isClient?: boolean;
  /** `performance.now()` time; default now. */
  readonly startedAt?: number;
  readonly attributes?: Attributes;
}

export interface SpanEnding {
  readonly attributes?: Attributes;
  /** A code that says why it failed. */
  readonly failure?: string | null;
}

/** What became of spans. */
export type SpanResult = 'sent' | 'failed' | 'dropped';

export interface TracingOptions {
  /** The name of the service, unless the settings give another. */
  readonly name: string;
  /** Whether a trace that a caller says to be part of is gone on with. */
  readonly trustsParents: boolean;
  readonly onSpans?: (result: SpanResult, count: number) => void;
}
