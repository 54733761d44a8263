import type { Contender } from './contender.js';
import type { Workload } from './graph.js';
import type { Subgraphs } from './start-subgraphs.js';
import type { Seen } from './traffic.js';

/** What a gateway fetches for a workload, and its answer. */
export interface Recorded {
  readonly stages: Seen['stages'];
  readonly answer: string;
}

/** Asks a gateway once for each workload; the result is keyed by the name of the operation. */
export async function recordStages(
  workloads: readonly Workload[],
  subgraphs: Subgraphs,
  contender: Contender,
): Promise<Record<string, Recorded>> {
  const recorded: Record<string, Recorded> = {};
  for (const { name, operationName, query } of workloads) {
    await subgraphs.look();
    const body = JSON.stringify({ query, operationName });
    const response = await fetch(contender.url, { method: 'POST', headers: contender.headers(0), body });
    const answer = await response.text();
    if (response.status !== 200 || answer.includes('"errors"')) throw new Error(`${name}: ${answer.slice(0, 500)}`);
    recorded[operationName] = { stages: (await subgraphs.look()).stages, answer };
  }
  return recorded;
}
