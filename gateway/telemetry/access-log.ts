import type { Log, LogLevel } from '../../kit/log.js';
import type { AccessField } from '../settings/telemetry.js';
import type { AnsweredRequest } from './events.js';

/** Writes down a request that was answered. */
export type AccessLog = (request: AnsweredRequest) => void;

export interface AccessLogSettings {
  readonly logLevel: LogLevel;
  readonly telemetry: {
    /** Null where the level of the log decides. */
    readonly accessLog: { readonly enabled: boolean | null; readonly fields: readonly AccessField[] };
  };
}

/** The fields that are written; none where nothing is. */
export function accessFields({ logLevel, telemetry }: AccessLogSettings): readonly AccessField[] {
  const { enabled, fields } = telemetry.accessLog;
  return (enabled ?? /^(debug|info)$/.test(logLevel)) ? fields : [];
}

/** A line for each request with these fields; null for none. Where nothing is known of a field, it is null. */
export function createAccessLog(log: Log, fields: readonly AccessField[]): AccessLog | null {
  if (fields.length === 0) return null;
  const lines = log.child({}, { level: 'info' });
  return (request) =>
    lines.info(Object.fromEntries(fields.map((field) => [field, FIELDS[field](request) ?? null])), 'Request');
}

const FIELDS: Readonly<Record<AccessField, (request: AnsweredRequest) => unknown>> = {
  requestId: ({ context }) => context.requestId,
  traceId: ({ context }) => context.span?.traceId,
  address: ({ context }) => context.address,
  caller: ({ context }) => callerKind(context),
  client: ({ context }) => context.client.name,
  clientVersion: ({ context }) => context.client.version,
  operationName: ({ operationName, context }) => operationName ?? context.operation?.name,
  operationKind: ({ context }) => context.operation?.kind,
  operationHash: ({ context }) => context.operation?.hash,
  status: ({ status }) => status,
  outcome: ({ outcome }) => outcome,
  errorCodes: ({ errors = [] }) => [...new Set(errors.map(({ extensions }) => extensions?.code ?? null))],
  durationMs: ({ durationMs }) => rounded(durationMs),
  responseBytes: ({ bytes }) => bytes,
  subgraphRequests: ({ context }) => context.subgraphs?.requests,
  subgraphMs: ({ context }) => rounded(context.subgraphs?.durationMs ?? 0),
};

/** How a caller showed who they are. */
function callerKind({ caller, authorization }: AnsweredRequest['context']): 'anonymous' | 'key' | 'token' {
  if (!caller) return 'anonymous';
  return /^(ApiKey|Basic) /i.test(authorization ?? '') ? 'key' : 'token';
}

function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}
