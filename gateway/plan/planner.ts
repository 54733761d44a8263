import type { QueryPlan } from '@apollo/query-planner';
import { openLane, PlanningFailure, type Lane } from './planner-lane.js';
import type { PlanRequest, SupergraphFacts } from './planner-messages.js';

export { PlanningFailure, PlanningTimeout, SupergraphRefused } from './planner-lane.js';

export interface PlannerOptions {
  readonly sdl: string;
  /** How long a plan may take before its worker is killed, in milliseconds of the worker's processor time. */
  readonly timeoutMs: number;
}

/** Plans operations on one supergraph in worker threads, so that no plan ever holds the event loop. */
export interface Planner {
  /** What the planner learnt of the supergraph. */
  readonly facts: SupergraphFacts;
  /** Rejects with `PlanningTimeout`, `PlanningFailure` or `PlannerBusy`. */
  plan(request: PlanRequest): Promise<QueryPlan>;
  stop(): Promise<void>;
}

/** Too many operations wait to be planned. */
export class PlannerBusy extends Error {}

/** How many threads plan when one alone is held up. */
const LANES_MAX = 2;
/** How long the only thread may be held up before another is opened. */
const PATIENCE_MS = 100;
/** How long a second thread is kept that has nothing to do. */
const IDLE_MS = 60_000;
const WAITING_MAX = 200;

interface Job {
  readonly request: PlanRequest;
  readonly resolve: (plan: QueryPlan) => void;
  readonly reject: (error: unknown) => void;
}

/** Starts a planner and waits until it has read the supergraph. Rejects with `SupergraphRefused`. */
export async function startPlanner({ sdl, timeoutMs }: PlannerOptions): Promise<Planner> {
  const { lane, facts } = await openLane(sdl);
  const lanes = new Lanes(sdl, timeoutMs, lane);
  return { facts, plan: (request) => lanes.plan(request), stop: () => lanes.stop() };
}

/** The threads of a planner with what waits for them. */
class Lanes {
  readonly #sdl: string;
  readonly #timeoutMs: number;
  readonly #waiting: Job[] = [];
  readonly #idle: Lane[];
  readonly #all: Set<Lane>;
  #opening = 0;
  #patience: NodeJS.Timeout | undefined;
  #closing: NodeJS.Timeout | undefined;
  #isStopped = false;

  constructor(sdl: string, timeoutMs: number, first: Lane) {
    this.#sdl = sdl;
    this.#timeoutMs = timeoutMs;
    this.#idle = [first];
    this.#all = new Set([first]);
  }

  plan(request: PlanRequest): Promise<QueryPlan> {
    return new Promise((resolve, reject) => {
      if (this.#isStopped) return reject(stopped());
      if (this.#waiting.length >= WAITING_MAX) return reject(new PlannerBusy('Too many operations wait to be planned'));
      this.#waiting.push({ request, resolve, reject });
      this.#next();
    });
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#patience);
    clearTimeout(this.#closing);
    for (const { reject } of this.#waiting.splice(0)) reject(stopped());
    await Promise.all([...this.#all].map((lane) => lane.stop()));
  }

  #next(): void {
    while (this.#waiting.length > 0 && this.#idle.length > 0) {
      const lane = this.#idle.pop()!;
      if (lane.isDead) this.#all.delete(lane);
      else void this.#run(lane, this.#waiting.shift()!);
    }
    if (this.#waiting.length === 0 || this.#opening > 0 || this.#all.size >= LANES_MAX) return;
    if (this.#all.size === 0) return void this.#open();
    this.#patience ??= setTimeout(() => {
      this.#patience = undefined;
      if (this.#waiting.length > 0 && this.#all.size + this.#opening < LANES_MAX) void this.#open();
    }, PATIENCE_MS);
  }

  async #run(lane: Lane, { request, resolve, reject }: Job): Promise<void> {
    await lane.plan(request, this.#timeoutMs).then(resolve, reject);
    if (lane.isDead) this.#all.delete(lane);
    else this.#idle.push(lane);
    this.#next();
    this.#closeLater();
  }

  async #open(): Promise<void> {
    this.#opening += 1;
    try {
      const { lane } = await openLane(this.#sdl);
      if (this.#isStopped) return void (await lane.stop());
      this.#all.add(lane);
      this.#idle.push(lane);
    } catch (error) {
      // Whoever asks next has it tried again.
      const failure = new PlanningFailure((error as Error).message);
      if (this.#all.size === 0) for (const { reject } of this.#waiting.splice(0)) reject(failure);
    } finally {
      this.#opening -= 1;
    }
    this.#next();
  }

  #closeLater(): void {
    clearTimeout(this.#closing);
    if (this.#all.size < 2) return;
    this.#closing = setTimeout(() => {
      const lane = this.#all.size > 1 ? this.#idle.pop() : undefined;
      if (!lane) return;
      this.#all.delete(lane);
      void lane.stop();
    }, IDLE_MS);
    this.#closing.unref();
  }
}

function stopped(): PlanningFailure {
  return new PlanningFailure('The planner was stopped');
}
