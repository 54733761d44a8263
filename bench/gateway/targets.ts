import type { Sharing } from './contender.js';

/** Bounds on the CPU of our gateway, nothing shared and all protections on, as a part of another row's. */
export const TARGETS = [
  { workload: 'big', against: 'floor', atMost: 2 },
  { workload: 'medium', against: 'floor', atMost: 1.8 },
  { workload: 'single', against: 'floor', atMost: 2.5 },
  { workload: 'big', against: 'stock', atMost: 1 / 10 },
  { workload: 'medium', against: 'stock', atMost: 1 / 10 },
  { workload: 'single', against: 'stock', atMost: 1 / 7 },
] as const;

/** What authentication, limits, metrics and traces of one request in a hundred may cost together, as a part of our gateway without. */
export const OVERHEAD_MAX = 1.15;

interface MeasuredElsewhere {
  readonly name: string;
  readonly shares: Sharing;
  /** Milliseconds for each request, by workload. */
  readonly cpuMs: Readonly<Record<string, number>>;
}

/** Rows that do not run here, from an earlier run with workloads of about the same size. */
export const ELSEWHERE: readonly MeasuredElsewhere[] = [
  { name: 'Grafbase', shares: 'fetches', cpuMs: { big: 0.59, medium: 0.095, single: 0.035 } },
  { name: 'the prototype', shares: 'fetches', cpuMs: { big: 0.28, medium: 0.033, single: 0.016 } },
  { name: 'the prototype', shares: 'operations', cpuMs: { big: 0.032, medium: 0.018, single: 0.014 } },
];

/** The floor of that run. */
export const FLOOR_ELSEWHERE: Readonly<Record<string, number>> = { big: 0.26, medium: 0.08, single: 0.03 };
