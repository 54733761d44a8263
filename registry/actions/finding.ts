import type { SourceLine } from '../composition/messages.js';

/** Something that was found in a version, as the contract has it. */
export interface Finding {
  readonly code: string;
  readonly severity: 'ERROR' | 'WARNING' | 'HINT';
  readonly message: string;
  readonly coordinate: string | null;
  /** The partner who must act; null for the operator. */
  readonly partner: string | null;
  readonly sources: readonly SourceLine[];
  readonly fix: string;
  readonly flow: DataFlow | null;
}

/** Data that would leave its owner. */
export interface DataFlow {
  readonly fields: readonly string[];
  readonly from: string;
  readonly to: string;
}
