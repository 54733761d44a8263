import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import type { BenchResult } from './main.js';
import { measureSize, type SizeMeasured } from './registry/measure-size.js';

/**
 * Measures the registry with graphs of several sizes: from a publish until a gateway answers by it, composition, and
 * deliveries. Tells how busy the machine was.
 */
export async function benchRegistry(args: readonly string[]): Promise<BenchResult> {
  const { values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      sizes: { type: 'string', default: '4,20,100' },
      publishes: { type: 'string', default: '20' },
      window: { type: 'string', default: '3000' },
      json: { type: 'string' },
    },
  });
  const rows: ReturnType<typeof rowOf>[] = [];
  for (const size of values.sizes.split(',').map(Number)) {
    const measured = await measureSize({
      subgraphs: size,
      publishes: Number(values.publishes) + 1,
      windowMs: Number(values.window),
    });
    rows.push(rowOf(size, measured));
  }
  return { name: 'registry', tables: [{ title: 'The registry, by the size of its graph', rows }] };
}

function rowOf(subgraphs: number, measured: SizeMeasured) {
  const { answeredMs, liveMs } = measured;
  return {
    subgraphs,
    types: measured.types,
    'supergraph MB': round(measured.sdlMb, 2),
    'publish answered ms, p50': Math.round(quantile(answeredMs, 0.5)),
    p95: Math.round(quantile(answeredMs, 0.95)),
    'live in the gateway ms, p50': Math.round(quantile(liveMs, 0.5)),
    'live p95': Math.round(quantile(liveMs, 0.95)),
    'composition ms': Math.round(measured.composeMs),
    'composition peak MB': Math.round(measured.composePeakMb),
    'registry peak MB': measured.registryPeakMb,
    'not modified / s': Math.round(measured.unchangedPerSecond),
    'delivered whole / s': Math.round(measured.wholePerSecond),
    'load average': round(loadavg()[0]!, 1),
  };
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)]!;
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
