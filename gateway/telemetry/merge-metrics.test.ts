import { expect, test } from '@jest/globals';
import { mergeMetrics } from './merge-metrics.js';
import { renderMetrics, type Metric } from './metric.js';

const counter = (samples: Record<string, number>): Metric => ({
  name: 'seen_total',
  help: 'Seen',
  type: 'counter',
  samples: Object.entries(samples).map(([outcome, value]) => ({ labels: { outcome }, value })),
});
const gauge = (value: number): Metric => ({
  name: 'size',
  help: 'Size',
  type: 'gauge',
  samples: [{ labels: {}, value }],
});

test('mergeMetrics() adds up what was counted, and tells gauges for each worker', () => {
  const merged = mergeMetrics([
    { worker: 1, metrics: [counter({ ok: 2 }), gauge(5)] },
    { worker: 2, metrics: [counter({ ok: 3, errors: 1 }), gauge(7)] },
  ]);
  expect(renderMetrics(merged)).toBe(`# HELP seen_total Seen
# TYPE seen_total counter
seen_total{outcome="ok"} 5
seen_total{outcome="errors"} 1

# HELP size Size
# TYPE size gauge
size{worker="1"} 5
size{worker="2"} 7
`);
});
