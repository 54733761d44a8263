import type { IncomingHttpHeaders } from 'node:http';
import type { PlanAsked } from '../pipeline/operation-request.js';

const HEADERS = [
  ['apollo', 'apollo-expose-query-plan'],
  ['hive', 'hive-expose-query-plan'],
] as const;

/** Whether a client wants to see the plan of its operation, with the answer (`true`) or in its place (`dry-run`). */
export function planAskedBy(headers: IncomingHttpHeaders): PlanAsked | null {
  const values = HEADERS.map(([form, name]) => ({ form, value: String(headers[name]).trim().toLowerCase() }));
  const forms = values.filter(({ value }) => value === 'true' || value === 'dry-run').map(({ form }) => form);
  return forms.length === 0 ? null : { forms, isDryRun: values.some(({ value }) => value === 'dry-run') };
}
