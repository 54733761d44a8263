import type { SubgraphClient } from '../subgraph-client/subgraph-client.js';
import type { Presence, SubgraphAnswer } from '../subgraph-client/subgraph-request.js';
import { buildRequest, type AskedPart } from './build-request.js';
import type { FetchObserver, ObservedFetch } from './fetch-observer.js';
import type { ResponseError } from './graphql-error.js';
import type { Batch, Program, Tree } from './program.js';
import { takeAnswer } from './take-answer.js';

export interface ExecutionInput {
  readonly client: Pick<SubgraphClient, 'send'>;
  /** The client's variables, already checked. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Headers to forward, lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** `performance.now()` time by which everything must be done. */
  readonly deadline: number;
  readonly signal?: Presence;
  /**
   * How long a fetch that is ready waits for others of its batch, which may wait for a subgraph that hangs. Default 50, or
   * twice as long as the run has taken so far.
   */
  readonly batchWaitMs?: number;
  /** Watches the requests; undefined for almost everybody. */
  readonly observer?: FetchObserver | undefined;
  /** Called for defects of the engine itself, which the client sees as an internal error. */
  readonly onDefect: (error: unknown) => void;
}

const BATCH_WAIT_MS = 50;
/** How many times as long as the run has taken so far it may be: the last of a batch may be two steps behind the first. */
const BATCH_WAIT_FACTOR = 2;

/** A request that is under way, and the fetches it is for. */
interface Sent {
  readonly ready: readonly number[];
  readonly batch: Batch;
  readonly asked: readonly AskedPart[];
  readonly observed: ObservedFetch | undefined;
}

/**
 * One run of a program: each fetch starts when those before it have ended, together with the others of its batch. The
 * values gather in `tree`, the errors by deferred block. Never fails.
 */
export class ProgramRun {
  readonly tree: Tree = {};
  readonly errors: ResponseError[][];
  readonly #found = new Map<number, readonly Tree[]>();
  readonly #program: Program;
  readonly #input: ExecutionInput;
  readonly #onBlockEnd: (block: number) => void;
  readonly #startedAt = performance.now();
  /** How many fetches each fetch still waits for. */
  readonly #waits: number[];
  /** The fetches of each batch that could start, and how many have not yet come so far. */
  readonly #batches: { ready: number[]; missing: number; timer: NodeJS.Timeout | undefined }[];
  /** How many fetches of each block have not ended. */
  readonly #left: number[];

  constructor(program: Program, input: ExecutionInput, onBlockEnd: (block: number) => void) {
    this.#program = program;
    this.#input = input;
    this.#onBlockEnd = onBlockEnd;
    this.errors = [[], ...program.deferred.map(() => [])];
    this.#waits = program.fetches.map(({ waitsFor }) => waitsFor);
    this.#batches = program.batches.map(({ fetches }) => ({ ready: [], missing: fetches.length, timer: undefined }));
    this.#left = this.errors.map(() => 0);
    for (const { block } of program.fetches) this.#left[block]! += 1;
  }

  /** Begins; `isDone` tells the fetches that need not be made since their values are in the tree. */
  start(isDone: (fetch: number) => boolean = () => false): void {
    const blocks = [...this.#left.keys()].filter((block) => this.#left[block] === 0);
    this.#program.fetches.forEach(({ waitsFor }, index) => {
      if (isDone(index)) this.#end([index]);
      else if (waitsFor === 0) this.#ready(index);
    });
    blocks.forEach((block) => this.#onBlockEnd(block));
  }

  #ready(index: number): void {
    const number = this.#program.fetches[index]!.batch;
    const batch = this.#batches[number]!;
    batch.ready.push(index);
    batch.missing -= 1;
    if (batch.missing === 0) return this.#send(number);
    // After the timer, answers that are already there get their turn.
    batch.timer ??= setTimeout(() => setImmediate(() => this.#send(number)), this.#batchWaitMs());
  }

  /**
   * Where everything is slow, the others of a batch are too, and two requests in place of one would slow it more. In whole
   * steps, since Node.js keeps a list for each length of time.
   */
  #batchWaitMs(): number {
    const steps = Math.ceil((BATCH_WAIT_FACTOR * (performance.now() - this.#startedAt)) / BATCH_WAIT_MS);
    return this.#input.batchWaitMs ?? BATCH_WAIT_MS * Math.max(1, steps);
  }

  #send(number: number): void {
    const state = this.#batches[number]!;
    const ready = state.ready.splice(0);
    clearTimeout(state.timer);
    state.timer = undefined;
    if (ready.length === 0) return;
    const program = this.#program;
    const batch = program.batches[number]!;
    const { client, variables, headers, deadline, signal, observer } = this.#input;
    const block = program.fetches[ready[0]!]!.block;
    try {
      const request = buildRequest(batch, ready, { program, tree: this.tree, found: this.#found, variables });
      if (!request) {
        observer?.skipped(ready);
        return this.#end(ready);
      }
      const { body, asked } = request;
      const observed = observer?.begun({ batch: number, ready, request });
      void client
        .send({
          subgraph: batch.subgraph,
          kind: batch.kind,
          body,
          headers,
          deadline,
          began: this.#startedAt,
          signal,
          onEnd: observed?.ended,
        })
        .then((answer) => this.#take(answer, { ready, batch, asked, observed }));
    } catch (error) {
      this.#defect(error, block);
      this.#end(ready);
    }
  }

  #take(answer: SubgraphAnswer, { ready, batch, asked, observed }: Sent): void {
    const { block } = this.#program.fetches[ready[0]!]!;
    try {
      const errors = takeAnswer(answer, { program: this.#program, batch, asked, tree: this.tree });
      if (errors.length > 0) this.errors[block]!.push(...errors);
      observed?.taken(errors.length);
    } catch (error) {
      this.#defect(error, block);
    }
    this.#end(ready);
  }

  #end(fetches: readonly number[]): void {
    for (const index of fetches) {
      const { next, block } = this.#program.fetches[index]!;
      for (const later of next) if (--this.#waits[later]! === 0) this.#ready(later);
      if (--this.#left[block]! === 0) this.#onBlockEnd(block);
    }
  }

  #defect(error: unknown, block: number): void {
    this.#input.onDefect(error);
    this.errors[block]!.push({ message: 'Internal error', extensions: { code: 'INTERNAL_SERVER_ERROR' } });
  }
}
