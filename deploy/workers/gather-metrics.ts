import { mergeMetrics, type WorkerMetrics } from '../../gateway/telemetry/merge-metrics.js';
import { renderMetrics, type Metric } from '../../gateway/telemetry/metric.js';

/** How long workers are waited for; a scrape takes what has come by then. */
const TIMEOUT_MS = 1_000;

/** Puts the metrics of all workers together. */
export interface MetricsGathering {
  /** Asks these workers and resolves with the text for `/metrics`; `ask` is called for each with the question's number. */
  gather(workers: readonly number[], ask: (worker: number, question: number) => void): Promise<string>;
  /** Takes a worker's answer. */
  answered(worker: number, question: number, metrics: readonly Metric[]): void;
}

export function createMetricsGathering(): MetricsGathering {
  const open = new Map<number, (answer: WorkerMetrics) => void>();
  let questions = 0;
  return {
    async gather(workers, ask) {
      const question = questions++;
      const answers: WorkerMetrics[] = [];
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        timer = setTimeout(resolve, TIMEOUT_MS);
        open.set(question, (answer) => {
          if (answers.push(answer) === workers.length) resolve();
        });
        for (const worker of workers) ask(worker, question);
      });
      clearTimeout(timer);
      open.delete(question);
      return renderMetrics(mergeMetrics(answers.sort((a, b) => a.worker - b.worker)));
    },
    answered: (worker, question, metrics) => open.get(question)?.({ worker, metrics }),
  };
}
