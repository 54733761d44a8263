import { z } from 'zod';
import { tracingSettings } from '../../kit/tracing/tracing-settings.js';

/** What the access log can tell of a request: names, codes and numbers, never a value. */
export const ACCESS_FIELDS = [
  'requestId',
  'traceId',
  'address',
  'caller',
  'client',
  'clientVersion',
  'operationName',
  'operationKind',
  'operationHash',
  'status',
  'outcome',
  'errorCodes',
  'durationMs',
  'responseBytes',
  'subgraphRequests',
  'subgraphMs',
] as const;
export type AccessField = (typeof ACCESS_FIELDS)[number];

const DEFAULT_FIELDS: readonly AccessField[] = [
  'requestId',
  'client',
  'clientVersion',
  'operationName',
  'status',
  'outcome',
  'durationMs',
];

const names = z.number().int().min(0).max(1_000);

/** What is told of requests, besides metrics. */
export const telemetry = z.strictObject({
  tracing: tracingSettings.extend({ trustParents: z.boolean().default(false) }).prefault({}),
  accessLog: z
    .strictObject({
      enabled: z.boolean().nullable().default(null),
      fields: z
        .array(z.enum(ACCESS_FIELDS))
        .min(1)
        .default([...DEFAULT_FIELDS]),
    })
    .prefault({}),
});

/** What is counted. */
export const metrics = z.strictObject({
  enabled: z.boolean().default(true),
  operations: names.default(100),
  clients: names.default(50),
});
