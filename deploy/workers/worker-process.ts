/** The entry of a worker process: a gateway that is given its connections by the process that forked it, and started and stopped by it. */
import type { Socket } from 'node:net';
import { JoineryError } from '../../kit/errors.js';
import type { Gateway } from '../../gateway/gateway.js';
import { warmPlanner } from '../../gateway/plan/planner-lane.js';
import type { Metrics } from '../../gateway/telemetry/metrics.js';
import { createHandedConnections } from './handed-connections.js';
import type { FromWorker, ToWorker } from './messages.js';

/** How long the metrics of the other workers are waited for; then it tells its own. */
const METRICS_TIMEOUT_MS = 2_000;

let starting: Promise<void> | undefined;
let gateway: Gateway | undefined;
let metrics: Metrics | undefined;
let isEnding = false;
let questions = 0;
const source = createHandedConnections(() => tell({ kind: 'leave' }));
const waiting = new Map<number, (text: string) => void>();

// A terminal sends it to all processes, and the one that keeps the workers says when to stop.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => void end());
process.on('disconnect', () => {
  source.ended();
  void end();
});
process.on('message', (message: ToWorker, handle: unknown) => take(message, handle));

function take(message: ToWorker, handle: unknown): void {
  switch (message.kind) {
    case 'start':
      starting = start(message).catch(fail);
      return;
    case 'stop':
      return void end();
    case 'connection':
      tell({ kind: 'took' });
      return source.take(handle as Socket | undefined);
    case 'left':
      return source.ended();
    case 'tell-metrics':
      return tell({ kind: 'metrics', question: message.question, metrics: metrics?.read() ?? [] });
    case 'metrics-of-all':
      return waiting.get(message.question)?.(message.text);
  }
}

async function start({ worker, config, env }: ToWorker & { kind: 'start' }): Promise<void> {
  if (config.engine === 'joinery') warmPlanner();
  const { createLog } = await import('../../kit/log.js');
  const { createMetrics } = await import('../../gateway/telemetry/metrics.js');
  const { createGateway } = await import('../../gateway/gateway.js');
  metrics = createMetrics(config.metrics);
  gateway = createGateway(config, {
    env,
    log: createLog('gateway', config.logLevel).child({ worker }),
    metrics: { ...metrics, text: () => metricsOfAll(metrics!) },
    source,
  });
  await gateway.start();
  tell({ kind: 'listening', url: gateway.url() });
}

function fail(error: unknown): void {
  const isKnown = error instanceof JoineryError;
  const detail = isKnown ? error.detail : String((error as Error).stack ?? error);
  process.send?.({ kind: 'failed', code: isKnown ? error.code : null, detail } satisfies FromWorker, () =>
    process.exit(1),
  );
}

/** Answers what was accepted, then ends the process. */
async function end(): Promise<void> {
  if (isEnding) return;
  isEnding = true;
  tell({ kind: 'stopping' });
  await starting;
  await gateway?.stop();
  process.exit(0);
}

async function metricsOfAll(own: Metrics): Promise<string> {
  const question = questions++;
  let timer: NodeJS.Timeout | undefined;
  const text = await new Promise<string | null>((resolve) => {
    waiting.set(question, resolve);
    timer = setTimeout(() => resolve(null), METRICS_TIMEOUT_MS);
    tell({ kind: 'ask-metrics', question });
  });
  clearTimeout(timer);
  waiting.delete(question);
  return text ?? own.text();
}

/** To nobody when the process that keeps the workers is gone. */
function tell(message: FromWorker): void {
  if (process.connected) process.send?.(message);
}
