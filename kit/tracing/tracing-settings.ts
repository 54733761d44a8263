import { z } from 'zod';
import { readEnv, type Environment } from '../env.js';

/** Names of https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/ */
export const SAMPLERS = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const;

const endpoint = z.string().refine(isHttpUrl, 'must be an http or https URL without user and password');

/** Where spans are sent, and which. */
export const tracingSettings = z.strictObject({
  /** As `OTEL_EXPORTER_OTLP_ENDPOINT`; null for no tracing. */
  endpoint: endpoint.nullable().default(null),
  headers: z.record(z.string(), z.string()).default({}),
  serviceName: z.string().min(1).nullable().default(null),
  sampler: z.enum(SAMPLERS).default('parentbased_traceidratio'),
  ratio: z.number().min(0).max(1).default(0.01),
});

export type TracingSettings = z.infer<typeof tracingSettings>;

/** OpenTelemetry's own variables, as far as services read them. */
export const tracingVariables = {
  OTEL_SDK_DISABLED: z.string().optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: endpoint.optional(),
  OTEL_EXPORTER_OTLP_HEADERS: z
    .string()
    .transform(readPairs)
    .refine((pairs) => pairs !== null, 'must be pairs as name=value with commas between')
    .optional(),
  OTEL_SERVICE_NAME: z.string().optional(),
  OTEL_TRACES_SAMPLER: z.enum(SAMPLERS).optional(),
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).optional(),
};

const variables = z.object(tracingVariables);

/** What the variables say, in the form of settings; undefined where they say nothing. */
export function tracingOf(values: z.infer<typeof variables>) {
  const isOff = values.OTEL_SDK_DISABLED?.toLowerCase() === 'true';
  return {
    endpoint: isOff ? undefined : values.OTEL_EXPORTER_OTLP_ENDPOINT,
    headers: values.OTEL_EXPORTER_OTLP_HEADERS ?? undefined,
    serviceName: values.OTEL_SERVICE_NAME,
    // Also where a file names the collector.
    sampler: isOff ? ('always_off' as const) : values.OTEL_TRACES_SAMPLER,
    ratio: values.OTEL_TRACES_SAMPLER_ARG,
  };
}

/** The settings of a service that has no other settings for it. Throws `CONFIG_INVALID`. */
export function readTracing(env: Environment): TracingSettings {
  return tracingSettings.parse(tracingOf(readEnv(variables, env)));
}

/** Null for what are no pairs. */
function readPairs(text: string): Record<string, string> | null {
  const pairs = text
    .split(',')
    .filter((pair) => pair.trim() !== '')
    .map((pair) => /^\s*([^=\s]+)\s*=(.*)$/.exec(pair));
  if (pairs.some((pair) => pair === null)) return null;
  try {
    return Object.fromEntries(pairs.map((pair) => [pair![1]!.toLowerCase(), decodeURIComponent(pair![2]!.trim())]));
  } catch {
    return null;
  }
}

function isHttpUrl(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, username, password } = new URL(value);
  return /^https?:$/.test(protocol) && username + password === '';
}
