import { expect, test } from '@jest/globals';
import { renderMetrics } from './metric.js';

test('renderMetrics() tells every line with its labels, and escapes their values', () => {
  const samples = [
    { labels: { code: 'a"b\\c\nd', of: 'x' }, value: 2 },
    { metricName: 'seen_sum', labels: {}, value: 0.5 },
  ];
  expect(
    renderMetrics([
      { name: 'seen', help: 'What was seen', type: 'counter', samples },
      { name: 'none', help: 'Nothing yet', type: 'gauge', samples: [] },
    ]),
  ).toBe(`# HELP seen What was seen
# TYPE seen counter
seen{code="a\\"b\\\\c\\nd",of="x"} 2
seen_sum 0.5

# HELP none Nothing yet
# TYPE none gauge
`);
});
