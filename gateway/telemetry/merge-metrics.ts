import type { Metric, Sample } from './metric.js';

export interface WorkerMetrics {
  readonly worker: number;
  readonly metrics: readonly Metric[];
}

/** Metrics of several workers as those of one gateway: what was counted is added up, gauges are told for each worker. */
export function mergeMetrics(ofWorkers: readonly WorkerMetrics[]): Metric[] {
  const merged = new Map<string, Metric & { samples: Sample[] }>();
  for (const { worker, metrics } of ofWorkers) {
    for (const metric of metrics) {
      const known = merged.get(metric.name) ?? { ...metric, samples: [] };
      merged.set(metric.name, known);
      known.samples.push(...(metric.type === 'gauge' ? labelled(metric.samples, worker) : metric.samples));
    }
  }
  return [...merged.values()].map((metric) => ({ ...metric, samples: added(metric.samples) }));
}

function labelled(samples: readonly Sample[], worker: number): Sample[] {
  return samples.map((sample) => ({ ...sample, labels: { ...sample.labels, worker: String(worker) } }));
}

/** One line for all of one name and the same labels. */
function added(samples: readonly Sample[]): Sample[] {
  const byKey = new Map<string, Sample>();
  for (const sample of samples) {
    const key = JSON.stringify([sample.metricName, sample.labels]);
    byKey.set(key, { ...sample, value: sample.value + (byKey.get(key)?.value ?? 0) });
  }
  return [...byKey.values()];
}
