import type { QueryPlan } from '@apollo/query-planner';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { PACKAGE_ROOT } from '../../kit/package-root.js';
import type { FromWorker, PlanRequest, SupergraphFacts, ToWorker } from './planner-messages.js';
import { workedFor } from './worked-for.js';

/** The supergraph cannot be planned on. */
export class SupergraphRefused extends Error {}
/** A plan took too long; asking again would take as long. */
export class PlanningTimeout extends Error {}
/** The planner could not plan a valid operation. */
export class PlanningFailure extends Error {}

/** A worker thread that plans one operation after the other. */
export interface Lane {
  /**
   * Rejects with `PlanningTimeout` when the thread has worked for `timeoutMs`, or with `PlanningFailure`. A lane that timed
   * out or broke down is dead.
   */
  plan(request: PlanRequest, timeoutMs: number): Promise<QueryPlan>;
  readonly isDead: boolean;
  stop(): Promise<void>;
}

/** A worker that has loaded its code, or begun to, for the next lane. */
let warm: Worker | undefined;
let cooling: NodeJS.Timeout | undefined;
/** How long a worker that is not needed any more is kept for a supergraph that changes again soon. */
const KEPT_MS = 10_000;

/** Begins to load the planner's code in a thread of its own, which the next lane takes. */
export function warmPlanner(): void {
  warm ??= createWorker();
}

/** Ends a thread that was begun and is not needed. */
export async function coolPlanner(): Promise<void> {
  clearTimeout(cooling);
  const worker = warm;
  warm = undefined;
  await worker?.terminate();
}

/** Opens a lane and waits until it has read the supergraph. Rejects with `SupergraphRefused`. */
export async function openLane(sdl: string): Promise<{ lane: Lane; facts: SupergraphFacts }> {
  const worker = warm ?? createWorker();
  clearTimeout(cooling);
  warm = undefined;
  worker.ref();
  worker.postMessage({ kind: 'open', sdl } satisfies ToWorker);
  const answer = await nextMessage(worker).catch(
    (error: Error) => ({ kind: 'refused', reason: error.message }) as const,
  );
  worker.unref();
  if (answer.kind === 'ready') return { lane: laneOn(worker), facts: answer.facts };
  await worker.terminate();
  throw new SupergraphRefused(answer.kind === 'refused' ? answer.reason : 'The planner gave no answer');
}

function laneOn(worker: Worker): Lane {
  let isDead = false;
  let isPlanning = false;
  const onExit = () => (isDead = true);
  worker.once('exit', onExit);
  const end = (): Promise<unknown> => {
    isDead = true;
    return worker.terminate();
  };
  return {
    get isDead() {
      return isDead;
    },
    async plan(request, timeoutMs) {
      isPlanning = true;
      const ended = new AbortController();
      const late = workedFor(worker, timeoutMs, ended.signal).then(() => {
        throw new PlanningTimeout('Planning took too long');
      });
      try {
        worker.postMessage({ kind: 'plan', request } satisfies ToWorker);
        const answer = await Promise.race([nextMessage(worker), late]);
        if (answer.kind === 'planned') return answer.plan;
        throw new PlanningFailure(answer.kind === 'failed' ? answer.reason : 'The planner gave no answer');
      } catch (error) {
        if (!(error instanceof PlanningFailure)) void end();
        throw error instanceof PlanningTimeout ? error : new PlanningFailure((error as Error).message);
      } finally {
        ended.abort();
        isPlanning = false;
      }
    },
    async stop() {
      if (isDead || isPlanning || warm) return void (await end());
      isDead = true;
      worker.off('exit', onExit);
      keepWarm(worker);
    },
  };
}

function keepWarm(worker: Worker): void {
  warm = worker;
  cooling = setTimeout(() => void coolPlanner(), KEPT_MS).unref();
}

/** Rejects when the worker breaks down or ends. */
function nextMessage(worker: Worker): Promise<FromWorker> {
  return new Promise((resolve, reject) => {
    const settle = (done: () => void) => {
      worker.off('message', onMessage).off('error', reject).off('exit', onExit);
      done();
    };
    const onMessage = (message: FromWorker) => settle(() => resolve(message));
    const onExit = () => settle(() => reject(new Error('The planner ended')));
    worker.on('message', onMessage).on('error', reject).on('exit', onExit);
  });
}

function createWorker(): Worker {
  const worker = new Worker(workerFile(), {
    // Also that of the thread, for whoever looks at the process.
    name: 'planner',
    // A small young generation, since planning leaves little behind that is soon garbage: it saves 15 MB at rest.
    resourceLimits: { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 6, stackSizeMb: 16 },
  });
  worker.unref();
  // What breaks down while nobody waits for it ends with an exit, which is noticed when it is next used.
  worker.on('error', () => undefined);
  worker.once('exit', () => {
    if (warm === worker) warm = undefined;
  });
  return worker;
}

/** The worker runs from the built files, also when this file is run from its source by a test. */
function workerFile(): string {
  const built = join(PACKAGE_ROOT, 'dist', 'gateway', 'plan', 'planner-worker.js');
  if (!existsSync(built)) throw new Error('The planner has not been built. Run npm run build');
  return built;
}
