/** The alert rules and the dashboard of `deploy/monitoring` ask for what `/metrics` tells. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { ERRORS } from '../../gateway/errors.js';
import { startBookshop, type Bookshop } from '../support/start-bookshop.js';

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly labels: { readonly severity: string };
  readonly annotations: { readonly summary: string };
}
const rules = (parse(readFileSync('deploy/monitoring/alerts.yaml', 'utf8')) as { groups: { rules: Rule[] }[] }).groups
  .flatMap((group) => group.rules)
  .map((rule) => [rule.alert, rule] as const);

interface Panel {
  readonly title: string;
  readonly targets?: readonly { readonly expr: string; readonly legendFormat: string }[];
}
const { panels } = JSON.parse(readFileSync('deploy/monitoring/dashboard.json', 'utf8')) as { panels: Panel[] };
const charts = panels.flatMap(({ title, targets }) => (targets ? [[title, targets] as const] : []));

/** Labels that Prometheus itself gives, and that of workers. */
const LABELS_OF_ALL = ['job', 'instance', 'worker', 'le'];
/** Told by Prometheus itself. */
const UP = 'up';
/** The words of PromQL that are no metric and no label. */
const WORDS = new Set(['sum', 'max', 'by', 'rate', 'increase', 'topk', 'histogram_quantile', 'm', 'e9']);

let shop: Bookshop;
/** The labels of each metric that is told. */
const told = new Map<string, Set<string>>([[UP, new Set(['job'])]]);

beforeAll(async () => {
  shop = await startBookshop((config) => ({
    ...config,
    subgraphDefaults: { ...config.subgraphDefaults, timeoutMs: 2_000 },
    cache: {
      ...config.cache,
      enabled: true,
      subgraphDefaults: { ...config.cache.subgraphDefaults, maxAgeSeconds: 60 },
    },
  }));
  await shop.post({ query: 'query Books { books { id } never }' });
  await shop.post({ query: '{' });
  // What is watched of the process begins with the first look.
  await shop.send({ path: '/metrics' });
  const text = await (await shop.send({ path: '/metrics' })).text();
  for (const [, name] of text.matchAll(/^# TYPE (\S+) (?:counter|gauge)$/gm)) told.set(name!, new Set());
  for (const [, name] of text.matchAll(/^# TYPE (\S+) histogram$/gm))
    for (const end of ['bucket', 'sum', 'count']) told.set(`${name}_${end}`, new Set());
  for (const [, name, labels] of text.matchAll(/^(\w+)\{(.*)\} \S+$/gm))
    for (const [, label] of labels!.matchAll(/(\w+)="/g)) told.get(name!)!.add(label!);
  // Whatever was collected of garbage meanwhile.
  told.get('nodejs_gc_duration_seconds_sum')!.add('kind');
});
afterAll(() => shop.stop());

function metricsIn(expr: string): string[] {
  return [...expr.replace(/"[^"]*"/g, '').matchAll(/\b((?:joinery|process|nodejs)_\w+|up)\b/g)].map(
    ([, name]) => name!,
  );
}

/** What an expression asks for that nobody tells. */
function unknownIn(expr: string): string[] {
  const metrics = metricsIn(expr);
  const labels = new Set([...LABELS_OF_ALL, ...metrics.flatMap((name) => [...(told.get(name) ?? [])])]);
  const bare = expr.replace(/"[^"]*"|\[[^\]]*\]/g, '');
  const words = [...bare.matchAll(/\b[a-z]\w*/gi)].map(([word]) => word);
  return words.filter((word) => !told.has(word) && !labels.has(word) && !WORDS.has(word));
}

/** Outcomes that are asked for, by which alerts tell one failure from another. */
function outcomesIn(expr: string): string[] {
  return [...expr.matchAll(/outcome[!=]~?"([^"]*)"/g)].flatMap(([, values]) => values!.split('|'));
}

const isBalanced = (expr: string) =>
  ['()', '{}', '[]'].every(([open, close]) => expr.split(open!).length === expr.split(close!).length);

function check(expr: string): void {
  expect(metricsIn(expr).length).toBeGreaterThan(0);
  expect(unknownIn(expr)).toEqual([]);
  expect(outcomesIn(expr).filter((outcome) => outcome !== 'answered' && !(outcome in ERRORS))).toEqual([]);
  expect(isBalanced(expr)).toBe(true);
}

describe('the alert', () => {
  test.each(rules)('%s asks for what is told', (_alert, { expr, labels, annotations }) => {
    check(expr);
    expect(labels.severity).toMatch(/^(page|ticket)$/);
    expect(annotations.summary).not.toBe('');
  });
});

describe('the chart', () => {
  test.each(charts)('"%s" asks for what is told', (_title, targets) => {
    for (const { expr, legendFormat } of targets) {
      check(expr);
      const labels = [...LABELS_OF_ALL, ...metricsIn(expr).flatMap((name) => [...told.get(name)!])];
      const shown = [...legendFormat.matchAll(/\{\{(\w+)\}\}/g)].map(([, label]) => label);
      expect(shown.filter((label) => !labels.includes(label!))).toEqual([]);
    }
  });
});

test('every metric of ours is in the dashboard', () => {
  const shown = new Set(charts.flatMap(([, targets]) => targets.flatMap(({ expr }) => metricsIn(expr))));
  const isShown = (name: string) => shown.has(name) || shown.has(name.replace(/_(sum|count|bucket)$/, '_bucket'));
  expect([...told.keys()].filter((name) => name.startsWith('joinery_') && !isShown(name))).toEqual([]);
});
