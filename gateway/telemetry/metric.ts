/** A metric with its lines, as https://prometheus.io/docs/instrumenting/exposition_formats/ has them. */
export interface Metric {
  readonly name: string;
  readonly help: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly samples: readonly Sample[];
}

/** One line of metrics. */
export interface Sample {
  /** Where it is not the metric's own name. */
  readonly metricName?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export const METRICS_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/** The text that is shown at `/metrics`. */
export function renderMetrics(metrics: readonly Metric[]): string {
  return metrics.map(rendered).join('\n');
}

function rendered({ name, help, type, samples }: Metric): string {
  const lines = samples.map(
    ({ metricName = name, labels, value }) => `${metricName}${renderLabels(labels)} ${value}\n`,
  );
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join('')}`;
}

function renderLabels(labels: Sample['labels']): string {
  const entries = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return entries.length > 0 ? `{${entries.join(',')}}` : '';
}

function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"');
}
