import type { Protections } from '../supergraph/protection/protections.js';
import type { AuditLog } from './audit-log.js';
import type { Asker } from './denied-clauses.js';
import type { PreparedOperation } from './prepare-operation.js';
import { requestError } from './request-error.js';

interface Reading extends Asker {
  readonly protections: Protections;
  /** The names of the clauses that do not hold. */
  readonly denied: readonly string[];
}

/** Writes down which special fields of an operation a caller will be shown. Rejects with `RequestError` when it cannot. */
export async function writeDown(
  { audited, name }: PreparedOperation,
  { caller, context, protections, denied }: Reading,
  audit: AuditLog,
): Promise<void> {
  const fields = audited.filter((one) => !protections.fields[one]?.some((clause) => denied.includes(clause)));
  if (fields.length === 0) return;
  const { requestId, client, purpose } = context;
  const subject = caller?.subject ?? null;
  try {
    await audit.record({ requestId, subject, client: client.name, operation: name, fields, purpose });
  } catch {
    throw requestError(
      503,
      'AUDIT_LOG_UNAVAILABLE',
      'The operation reads fields whose reading is written down, and that cannot be done now. Leave them out, or try again later',
      { 'retry-after': '5' },
    );
  }
}
