import type { SchemaChange } from '../composition/messages.js';
import type { Outcome, SubgraphVersion } from '../store/entities/subgraph-version.js';
import type { Finding } from './finding.js';

/** What a publish, check, deletion or rollback did or would do. */
export interface PublishResult {
  readonly outcome: Outcome;
  readonly changed: boolean;
  readonly version: SubgraphVersion | null;
  readonly findings: readonly Finding[];
  readonly changes: readonly SchemaChange[];
}

/** What a command ends with; 1 is for errors, for which there is no result. */
export const EXIT_CODES: Readonly<Record<Outcome, number>> = { LIVE: 0, QUARANTINED: 2, REFUSED: 3, BREAKING: 4 };
