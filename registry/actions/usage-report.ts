import { z } from 'zod';
import { refuse } from '../errors.js';

const COORDINATE = /^[_A-Za-z]\w{0,199}(\.(\*|[_A-Za-z]\w*(\([_A-Za-z]\w*:\))?))?$/;
/** A column of MySQL's type for text holds 65,535 bytes. */
const SIGNATURE_CHARACTERS = 16_000;
const REPORTED_MAX = 5_000;

const said = z.string().max(128).nullable().default(null);

const reportedClient = z.object({
  name: said,
  version: said,
  requests: z.number().int().min(1).max(1e12),
  firstAtMs: z.number().int().min(0),
  lastAtMs: z.number().int().min(0),
});

const reportedOperation = z.object({
  hash: z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits'),
  name: z.string().max(200).nullable().default(null),
  kind: z.enum(['query', 'mutation', 'subscription']),
  signature: z.string().max(SIGNATURE_CHARACTERS),
  coordinates: z.array(z.string().max(400).regex(COORDINATE, 'must be a schema coordinate')).max(50_000),
  clients: z.array(reportedClient).min(1).max(REPORTED_MAX),
});

const usageReport = z.object({
  batch: z.uuid(),
  operations: z.array(reportedOperation).max(REPORTED_MAX),
});

/** What a gateway reports of a few seconds: which client ran which operation how often. */
export type UsageReport = z.infer<typeof usageReport>;

/** Reads a report. Throws `BAD_USER_INPUT`, with the place of the first problem. */
export function readUsageReport(body: unknown): UsageReport {
  const result = usageReport.safeParse(body);
  if (result.success) return result.data;
  const [problem] = result.error.issues;
  throw refuse('BAD_USER_INPUT', `${problem?.path.join('.') ?? ''} ${problem?.message ?? 'is wrong'}`.trim());
}
