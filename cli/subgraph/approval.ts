import type { Command } from 'commander';
import { JoineryError } from '../../kit/errors.js';

export interface ApprovalFlags {
  readonly approvedBy?: string;
  readonly reason?: string;
}

/** Adds who answers for breaking changes. */
export function withApprovalOptions(verb: Command): Command {
  return verb
    .option('--approved-by <name>', 'person who answers for what it breaks; remembered')
    .option('--reason <text>', 'why that is right');
}

/** The approval that the flags give. Throws `CONFIG_INVALID` for a name without a reason, and the other way round. */
export function approvalOf({ approvedBy, reason }: ApprovalFlags): {
  readonly approval?: { by: string; reason: string };
} {
  if (approvedBy === undefined && reason === undefined) return {};
  if (approvedBy === undefined || reason === undefined) {
    throw new JoineryError('CONFIG_INVALID', '--approved-by and --reason go together: who answers for it, and why');
  }
  return { approval: { by: approvedBy, reason } };
}
