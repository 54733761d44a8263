import type { SubgraphClient } from '../subgraph-client/subgraph-client.js';
import type { Presence, SubgraphAnswer } from '../subgraph-client/subgraph-request.js';
import type { RequestCache } from '../cache/request-cache.js';
import { askedParts, requestFor, type AskedPart } from './build-request.js';
import { fetchMutation } from './fetch-mutation.js';
import { fetchThroughCache, type Fetched } from './fetch-through-cache.js';
import type { FetchObserver, ObservedFetch } from './fetch-observer.js';
import type { ResponseError } from './graphql-error.js';
import { markOthers } from './key-echoes.js';
import type { Batch, Program, Tree } from './program.js';
import { takeAnswer } from './take-answer.js';
import { seenPaths } from './visible.js';

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
  /** What was kept of earlier answers; undefined where nothing is. */
  readonly cache?: RequestCache | undefined;
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
  /** The number of the batch. */
  readonly number: number;
  readonly ready: readonly number[];
  readonly batch: Batch;
  readonly asked: readonly AskedPart[];
  observed: ObservedFetch | undefined;
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
    const { fetches, batches } = this.#program;
    const batch = batches[number]!;
    const { block } = fetches[ready[0]!]!;
    try {
      const asked = askedParts(batch, ready, { program: this.#program, tree: this.tree, found: this.#found });
      if (asked.length === 0) {
        this.#input.observer?.skipped(ready);
        return this.#end(ready);
      }
      const sent: Sent = { number, ready, batch, asked, observed: undefined };
      const { cache } = this.#input;
      if (!cache) return void this.#request(sent, asked).then((answer) => this.#take([asIs(asked, answer)], sent));
      void this.#fetch(sent, cache).then(
        (fetched) => this.#take(fetched, sent),
        (error: unknown) => {
          this.#defect(error, block);
          this.#end(ready);
        },
      );
    } catch (error) {
      this.#defect(error, block);
      this.#end(ready);
    }
  }

  /** Asks the subgraph for what is not kept. */
  #fetch(sent: Sent, cache: RequestCache): Promise<readonly Fetched[]> {
    const { batch, asked } = sent;
    const { variables } = this.#input;
    const send = (some: readonly AskedPart[]) => this.#request(sent, some);
    if (batch.changes) return fetchMutation({ batch, asked, cache, send, changes: batch.changes });
    if (!cache.isMutation) return fetchThroughCache({ batch, asked, variables, cache, send });
    return send(asked).then((answer) => [asIs(asked, answer)]);
  }

  #request(sent: Sent, asked: readonly AskedPart[]): Promise<SubgraphAnswer> {
    const { number, ready, batch } = sent;
    const { client, variables, headers, deadline, signal, observer } = this.#input;
    const request = requestFor(batch, asked, variables);
    const observed = observer?.begun({ batch: number, subgraph: batch.subgraph, kind: batch.kind, ready, request });
    sent.observed = observed;
    const answer = client.send({
      subgraph: batch.subgraph,
      kind: batch.kind,
      body: request.body,
      headers: observed?.headers ?? headers,
      deadline,
      began: this.#startedAt,
      signal,
      onEnd: observed?.ended,
    });
    return batch.echoesKeys ? answer.then((given) => markOthers(given, asked)) : answer;
  }
  #take(fetched: readonly Fetched[], { ready, batch, observed }: Sent): void {
    const program = this.#program;
    const { block } = program.fetches[ready[0]!]!;
    let count = 0;
    try {
      for (const one of fetched) {
        const errors = takeAnswer(one.answer, { program, batch, asked: one.asked, tree: this.tree });
        if (errors.length > 0) this.errors[block]!.push(...errors);
        count += errors.length;
        if (one.from === 'cache') this.#recalled(one, batch.subgraph);
      }
      observed?.taken(count);
    } catch (error) {
      this.#defect(error, block);
    }
    this.#end(ready);
  }

  /** Tells of what was kept. */
  #recalled({ asked, staleSeconds }: Fetched, subgraph: string): void {
    const { observer, cache } = this.#input;
    if (!observer && staleSeconds === null) return;
    const { fetches, visible } = this.#program;
    const filled = asked.flatMap(({ places }) => places.map(({ fetch }) => fetch));
    observer?.recalled({ ready: filled.map((fetch) => fetches.indexOf(fetch)), asked, isStale: staleSeconds !== null });
    if (staleSeconds === null) return;
    const paths = new Set(
      filled.flatMap(({ path, keys }) => keys.flatMap((key) => seenPaths(visible, [...path, key]))),
    );
    for (const path of paths) cache!.stale.push({ path, subgraph, ageSeconds: staleSeconds });
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

function asIs(asked: readonly AskedPart[], answer: SubgraphAnswer): Fetched {
  return { asked, answer, from: 'subgraph', staleSeconds: null };
}
