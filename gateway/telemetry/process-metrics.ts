import { readdirSync } from 'node:fs';
import { constants, monitorEventLoopDelay, PerformanceObserver } from 'node:perf_hooks';
import type { Metric, Sample } from './metric.js';
import { Durations } from './tally.js';

/** Kinds of collections of garbage, by the numbers that Node gives them. */
const COLLECTIONS: Readonly<Record<number, string>> = {
  [constants.NODE_PERFORMANCE_GC_MINOR]: 'minor',
  [constants.NODE_PERFORMANCE_GC_MAJOR]: 'major',
  [constants.NODE_PERFORMANCE_GC_INCREMENTAL]: 'incremental',
  [constants.NODE_PERFORMANCE_GC_WEAKCB]: 'weakcb',
};

/** What is watched all the time once somebody has asked. */
interface Watched {
  readonly delays: ReturnType<typeof monitorEventLoopDelay>;
  readonly collections: Map<string, Durations>;
}

/** Of the process, whatever runs in it; watched from the first time that somebody asks. */
let watched: Watched | undefined;

/** What the process takes, under the names that Prometheus and its clients gave these metrics. */
export function processMetrics(): Metric[] {
  watched ??= watch();
  const { user, system } = process.cpuUsage();
  const memory = process.memoryUsage();
  return [
    one('counter', 'process_cpu_user_seconds_total', user / 1e6),
    one('counter', 'process_cpu_system_seconds_total', system / 1e6),
    one('counter', 'process_cpu_seconds_total', (user + system) / 1e6),
    one('gauge', 'process_start_time_seconds', Math.round(performance.timeOrigin / 1_000)),
    one('gauge', 'process_resident_memory_bytes', memory.rss),
    ...openFiles(),
    one('gauge', 'nodejs_heap_size_total_bytes', memory.heapTotal),
    one('gauge', 'nodejs_heap_size_used_bytes', memory.heapUsed),
    one('gauge', 'nodejs_external_memory_bytes', memory.external),
    ...eventLoop(watched),
    collections(watched),
    one('gauge', 'nodejs_version_info', 1, { version: process.version }),
  ];
}

function watch(): Watched {
  const delays = monitorEventLoopDelay({ resolution: 10 });
  delays.enable();
  const byKind = new Map<string, Durations>();
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const kind =
        COLLECTIONS[(entry as { readonly detail?: { readonly kind: number } }).detail?.kind ?? -1] ?? 'other';
      if (!byKind.has(kind)) byKind.set(kind, new Durations());
      byKind.get(kind)!.add(entry.duration);
    }
  }).observe({ entryTypes: ['gc'] });
  return { delays, collections: byKind };
}

/** Of the time since somebody asked last. */
function eventLoop({ delays }: Watched): Metric[] {
  const seconds = (nanoseconds: number) => (Number.isFinite(nanoseconds) ? nanoseconds / 1e9 : 0);
  const told = [
    one('gauge', 'nodejs_eventloop_lag_mean_seconds', seconds(delays.mean)),
    one('gauge', 'nodejs_eventloop_lag_max_seconds', seconds(delays.max)),
    one('gauge', 'nodejs_eventloop_lag_p50_seconds', seconds(delays.percentile(50))),
    one('gauge', 'nodejs_eventloop_lag_p99_seconds', seconds(delays.percentile(99))),
  ];
  delays.reset();
  return told;
}

function collections({ collections: byKind }: Watched): Metric {
  const name = 'nodejs_gc_duration_seconds';
  const samples = [...byKind].flatMap(([kind, durations]) => durations.samples(name, { kind }));
  return { name, help: name, type: 'histogram', samples };
}

/** Only Linux tells. */
function openFiles(): Metric[] {
  try {
    return [one('gauge', 'process_open_fds', readdirSync('/proc/self/fd').length)];
  } catch {
    return [];
  }
}

function one(type: Metric['type'], name: string, value: number, labels: Sample['labels'] = {}): Metric {
  return { name, help: name, type, samples: [{ labels, value }] };
}
