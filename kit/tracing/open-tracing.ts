import type { Tracing, TracingOptions } from './tracing.js';
import type { TracingSettings } from './tracing-settings.js';

/** Begins to trace; null where no collector is named, and then nothing of it is loaded. */
export async function openTracing(
  settings: TracingSettings | undefined,
  options: TracingOptions,
): Promise<Tracing | null> {
  if (!settings || settings.endpoint === null) return null;
  const { createOtelTracing } = await import('./otel-tracing.js');
  return createOtelTracing({ ...settings, endpoint: settings.endpoint }, options);
}
