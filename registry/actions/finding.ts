import type { SourceLine } from '../composition/messages.js';
import type { ClientUsage, OperationUsage } from './usage-of.js';

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
  /** Of what breaks clients; left out for everything else. */
  readonly usage?: FindingUsage;
}

/** Who uses what a change breaks, as far as gateways have reported it. */
export interface FindingUsage {
  readonly days: number;
  /** Whether anything was reported in these days. */
  readonly hasData: boolean;
  /** Whether reports cover all of these days. */
  readonly isComplete: boolean;
  readonly requests: number;
  /** From 0 to 1. */
  readonly share: number;
  /** In milliseconds since 1970. */
  readonly lastSeen: number | null;
  readonly clients: readonly ClientUsage[];
  readonly operations: readonly OperationUsage[];
  readonly approvedBy: string | null;
}

/** Data that would leave its owner. */
export interface DataFlow {
  readonly fields: readonly string[];
  readonly from: string;
  readonly to: string;
}
