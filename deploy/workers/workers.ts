import type { Environment } from '../../kit/env.js';
import { createLog, type Log } from '../../kit/log.js';
import type { GatewayConfig } from '../../gateway/config.js';
import type { Gateway } from '../../gateway/gateway.js';
import { createMetricsGathering } from './gather-metrics.js';
import { KeptWorker } from './kept-worker.js';
import type { FromWorker } from './messages.js';
import { SharedPort } from './shared-port.js';

export interface WorkersOptions {
  /** The variables that a `supergraph.yaml` may name. */
  readonly env: Environment;
  readonly log?: Log;
}

/**
 * A gateway of several processes: this one accepts connections and gives them to the workers in turn. A worker that dies is
 * started again. `start` resolves when all listen, and throws what a single gateway would.
 */
export function createWorkers(
  config: GatewayConfig,
  { env, log = createLog('gateway', config.logLevel) }: WorkersOptions,
): Gateway {
  const gathering = createMetricsGathering();
  const port = new SharedPort();
  let url = '';
  let portNumber = config.port;

  const take = (worker: number, message: FromWorker): void => {
    if (message.kind === 'metrics') gathering.answered(worker, message.question, message.metrics);
    if (message.kind === 'ask-metrics') void tellMetrics(worker, message.question);
  };
  const tellMetrics = async (asker: number, question: number): Promise<void> => {
    const listening = numbers.filter((worker) => keptAs(worker).isListening);
    const text = await gathering.gather(listening, (worker, asked) =>
      keptAs(worker).send({ kind: 'tell-metrics', question: asked }),
    );
    keptAs(asker).send({ kind: 'metrics-of-all', question, text });
  };
  const numbers = Array.from({ length: config.workers }, (_, index) => index + 1);
  const kept = numbers.map(
    (worker) =>
      new KeptWorker({
        worker,
        settings: () => ({ env, config: { ...config, port: portNumber } }),
        port,
        onMessage: (message) => take(worker, message),
        log,
      }),
  );
  const keptAs = (worker: number): KeptWorker => kept[worker - 1]!;

  const killAll = () => kept.forEach((worker) => worker.kill());
  const stop = async (): Promise<void> => {
    await Promise.all([port.close(), ...kept.map((worker) => worker.stop())]);
    process.off('exit', killAll);
  };
  return {
    name: 'gateway',
    url: () => url,
    async start() {
      portNumber = await port.open(config);
      // When this process is forced to end, so are they.
      process.on('exit', killAll);
      try {
        url = await kept[0]!.start();
        await Promise.all(kept.slice(1).map((worker) => worker.start()));
      } catch (error) {
        await stop();
        throw error;
      }
    },
    stop,
  };
}
