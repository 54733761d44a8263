import type { EntityManager } from 'typeorm';
import { hashOf } from './documents.js';
import { AuditEntry } from './entities/audit-entry.js';

/** What is to be written down. */
export interface Audited {
  /** The partner whose token it was; empty for operators and strangers. */
  readonly partner: string;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly outcome: 'DONE' | 'REFUSED';
  readonly code: string | null;
  readonly detail: string;
}

/** Adds an entry to the audit log, within a change. */
export async function audit(manager: EntityManager, audited: Audited): Promise<void> {
  const [last] = await manager.find(AuditEntry, { order: { number: 'DESC' }, take: 1 });
  const entry = {
    number: (last?.number ?? 0) + 1,
    at: new Date(),
    ...audited,
    // What is no text would be stored as something else, and seem to have been changed.
    subject: audited.subject.slice(0, 400).toWellFormed(),
    detail: audited.detail.slice(0, 2_000).toWellFormed(),
  };
  await manager.insert(AuditEntry, { ...entry, hash: auditHash(entry, last?.hash ?? '') });
}

/** The hash that ties an entry to the one before it. */
export function auditHash(entry: Omit<AuditEntry, 'hash'>, hashBefore: string): string {
  const { number, at, partner, actor, action, subject, outcome, code, detail } = entry;
  const told = [number, at.toISOString(), partner, actor, action, subject, outcome, code, detail, hashBefore];
  return hashOf(JSON.stringify(told));
}
