import type { Contender } from './contender.js';
import { WORKLOADS } from './shop.js';
import type { Seen, Shop } from './start-shop.js';

interface Recorded {
  readonly stages: Seen['stages'];
  readonly answer: string;
}

/** What a gateway fetches for each workload, and its answer, by operation name. */
export async function recordStages(shop: Shop, contender: Contender): Promise<Record<string, Recorded>> {
  const recorded: Record<string, Recorded> = {};
  for (const [workload, query] of Object.entries(WORKLOADS)) {
    const operationName = operationNameOf(workload);
    await shop.look();
    const body = JSON.stringify({ query, operationName });
    const response = await fetch(contender.url, { method: 'POST', headers: contender.headers, body });
    const answer = await response.text();
    if (response.status !== 200 || answer.includes('"errors"')) throw new Error(`${workload}: ${answer.slice(0, 500)}`);
    recorded[operationName] = { stages: (await shop.look()).stages, answer };
  }
  return recorded;
}

/** The operation of a workload bears its name, with a capital. */
export function operationNameOf(workload: string): string {
  return workload[0]!.toUpperCase() + workload.slice(1);
}
