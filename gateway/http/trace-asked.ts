import type { IncomingHttpHeaders } from 'node:http';
import { OperationTrace } from '../pipeline/operation-trace.js';

/** The header of a client that wants to see what its operation took. */
const HEADER = 'joinery-trace';

/** Begins to take down a request that came at `startedAt`, for a client that says `true`; null for every other one. */
export function traceAskedBy(headers: IncomingHttpHeaders, startedAt: number): OperationTrace | null {
  const given = headers[HEADER];
  return typeof given === 'string' && given.trim().toLowerCase() === 'true' ? new OperationTrace(startedAt) : null;
}
