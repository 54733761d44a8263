import { JoineryError } from '../../kit/errors.js';
import type { Check, Verdict } from './check.js';
import { BATCH_CHECKS } from './checks/batch-checks.js';
import { ENTITY_CHECKS } from './checks/entity-checks.js';
import { HTTP_CHECKS } from './checks/http-checks.js';
import { SCHEMA_CHECKS } from './checks/schema-checks.js';
import type { ConformCode } from './codes.js';
import { discoverEntities } from './discover-entities.js';
import type { Address } from './exchange.js';
import type { KnownEntities } from './known-entities.js';
import { openSubject, type Expectations, type Subject } from './subject.js';

/** In the order in which they are run and reported. */
export const CHECKS: readonly Check[] = [...SCHEMA_CHECKS, ...ENTITY_CHECKS, ...BATCH_CHECKS, ...HTTP_CHECKS];

export interface CheckResult extends Verdict {
  readonly code: ConformCode;
  readonly title: string;
  readonly tookMs: number;
}

export interface Conformance {
  /** What the subgraph tells of itself; null when it tells nothing. */
  readonly sdl: string | null;
  readonly results: readonly CheckResult[];
}

/** Runs every check on a subgraph, one after the other. Throws `SUBGRAPH_UNREADABLE` when nothing answers at all. */
export async function runChecks(
  address: Address,
  expected: Expectations,
  keys: KnownEntities | null,
): Promise<Conformance> {
  const opened = await openSubject(address, expected);
  const known = keys ?? (opened.schema ? await discoverEntities(opened.schema, opened.ask) : new Map());
  const subject: Subject = { ...opened, known };
  const results: CheckResult[] = [];
  for (const check of CHECKS) {
    address.signal.throwIfAborted();
    results.push(await runCheck(check, subject));
  }
  return { sdl: opened.sdl, results };
}

/** A subgraph that breaks off while it is checked fails the check, and no other. */
async function runCheck(check: Check, subject: Subject): Promise<CheckResult> {
  const startedAt = performance.now();
  const verdict = await check.run(subject).catch((error: unknown): Verdict => {
    if (!(error instanceof JoineryError)) throw error;
    return { result: 'failed', detail: error.detail };
  });
  const { code, title } = check;
  return { code, title, ...verdict, tookMs: Math.round(performance.now() - startedAt) };
}
