import type { FetchObserver, ObservedFetch } from '../execute/fetch-observer.js';
import type { RequestContext } from '../request-context.js';
import type { OperationTrace } from './operation-trace.js';
import { SpanWatch } from './span-watch.js';
import { TallyWatch } from './tally-watch.js';
import type { StageName } from './trace-report.js';

/** Watches one operation on its way, for who wants to see it. */
export interface OperationWatch extends FetchObserver {
  /** A stage has ended, which began when the one before it ended; `cached` where a cache could have what it makes. */
  stage(name: StageName, cached?: boolean | null): void;
}

/** What watches an operation: what its client asked for, its spans, the access log; null for almost everybody. */
export function watchOf(trace: OperationTrace | null, context: RequestContext): OperationWatch | null {
  const { span, subgraphs } = context;
  if (!span && !subgraphs) return trace;
  const watches: OperationWatch[] = [];
  if (trace) watches.push(trace);
  if (span) watches.push(new SpanWatch(span, context.headers));
  if (subgraphs) watches.push(new TallyWatch(subgraphs));
  return watches.length === 1 ? watches[0]! : together(watches);
}

function together(watches: readonly OperationWatch[]): OperationWatch {
  return {
    stage: (name, cached) => watches.forEach((watch) => watch.stage(name, cached)),
    begun: (fetch) => observedTogether(watches.map((watch) => watch.begun(fetch))),
    recalled: (kept) => watches.forEach((watch) => watch.recalled(kept)),
    skipped: (ready) => watches.forEach((watch) => watch.skipped(ready)),
  };
}

function observedTogether(observed: readonly ObservedFetch[]): ObservedFetch {
  return {
    headers: observed.find(({ headers }) => headers !== undefined)?.headers,
    ended: (event) => observed.forEach((one) => one.ended(event)),
    taken: (errors) => observed.forEach((one) => one.taken(errors)),
  };
}
