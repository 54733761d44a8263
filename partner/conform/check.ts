import type { ConformCode } from './codes.js';
import type { Subject } from './subject.js';

/** What a check found. `warned`: allowed, but likely not meant. `skipped`: it could not be tried. */
export interface Verdict {
  readonly result: 'passed' | 'failed' | 'warned' | 'skipped';
  /** What was seen. */
  readonly detail: string;
}

/** One thing that the federation contract asks of a subgraph. */
export interface Check {
  readonly code: ConformCode;
  readonly title: string;
  run(subject: Subject): Promise<Verdict>;
}

export const passed = (detail: string): Verdict => ({ result: 'passed', detail });
export const failed = (detail: string): Verdict => ({ result: 'failed', detail });
export const warned = (detail: string): Verdict => ({ result: 'warned', detail });
export const skipped = (detail: string): Verdict => ({ result: 'skipped', detail });
