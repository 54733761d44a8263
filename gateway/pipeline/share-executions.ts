import type { Program } from '../execute/program.js';
import type { RequestContext } from '../request-context.js';
import type { OperationAnswer } from './handle-operation.js';
import { SharedAnswer } from './shared-answer.js';

/** A query of a client. */
export interface SharedQuery {
  readonly program: Program;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: RequestContext;
}

type Presence = RequestContext['signal'];

/** Shares the execution of a query that is under way with a caller who asks for the same; else executes it. */
export type ShareExecution = (
  query: SharedQuery,
  execute: (signal: Presence) => Promise<OperationAnswer>,
) => Promise<OperationAnswer>;

/** Nobody joins an execution that is older, so that one which hangs holds nobody up for long. */
const AGE_MAX_MS = 1_000;

/**
 * Lets callers share executions: the same caller by the `Authorization` header, with equal forwarded headers besides
 * those to ignore, the same operation and the same variables. It ends early only when all of them have gone.
 */
export function createExecutionSharing(ignoredHeaders: readonly string[]): ShareExecution {
  const underWay = new WeakMap<Program, Map<string, Flight>>();
  const ignored = new Set(ignoredHeaders);

  return ({ program, variables, context }, execute) => {
    let flights = underWay.get(program);
    if (!flights) underWay.set(program, (flights = new Map<string, Flight>()));
    const headers = Object.entries(context.headers).filter(([name]) => !ignored.has(name));
    const key = JSON.stringify([context.authorization, headers, variables]);
    const known = flights.get(key);
    if (known?.isOpen()) return known.join(context.signal);
    const flight = new Flight(context.signal, execute);
    flights.set(key, flight);
    void flight.over.then(() => flights.get(key) === flight && flights.delete(key));
    return flight.answer;
  };
}

/** One execution for several callers. */
class Flight {
  readonly answer: Promise<SharedAnswer>;
  readonly over: Promise<void>;
  readonly #startedAt = performance.now();
  readonly #callers: Presence[];

  constructor(first: Presence, execute: Parameters<ShareExecution>[1]) {
    this.#callers = [first];
    this.answer = execute(this).then((answer) => new SharedAnswer(answer));
    this.over = this.answer.then(
      () => undefined,
      () => undefined,
    );
  }

  /** Whether all callers have gone away. */
  get aborted(): boolean {
    return this.#callers.every(({ aborted }) => aborted);
  }

  /** Whether another may join: what everybody has left may have been cancelled already. */
  isOpen(): boolean {
    return !this.aborted && performance.now() - this.#startedAt < AGE_MAX_MS;
  }

  join(caller: Presence): Promise<SharedAnswer> {
    this.#callers.push(caller);
    return this.answer;
  }
}
