import { answeredErrors } from './answered-errors.js';
import type { SubgraphSubscriber } from '../subgraph-client/subgraph-subscriber.js';
import type { SubgraphAnswer } from '../subgraph-client/subgraph-request.js';
import { buildRequest } from './build-request.js';
import type { Program } from './program.js';
import { project } from './project.js';
import { ProgramRun, type ExecutionInput } from './run-program.js';
import type { EventAnswer, StreamPart } from './stream-part.js';
import { subgraphFailure } from './subgraph-errors.js';
import { takeAnswer } from './take-answer.js';

export interface SubscriptionInput extends Pick<ExecutionInput, 'variables' | 'headers' | 'onDefect'> {
  /** Asked for each event anew, before what follows it is sent. */
  readonly clientOfEvent: () => ExecutionInput['client'] | Promise<ExecutionInput['client']>;
  /** Ends the subscription. */
  readonly signal?: AbortSignal;
  readonly subscriber: Pick<SubgraphSubscriber, 'subscribe'>;
  /** How long the source may take to begin, and what follows an event to end. */
  readonly timeoutMs: number;
}

/** The fetch whose events are the source. */
const SOURCE = 0;

/**
 * Runs a subscription: for each event of its source the rest of the program, one event after the other. It ends when the
 * source completes; when the source fails, after a part with the error. Ending the iterator ends the source. Never
 * throws.
 */
export async function* executeSubscription(
  program: Program,
  input: SubscriptionInput,
): AsyncGenerator<StreamPart, void> {
  const batch = program.batches[program.source!]!;
  const request = buildRequest(batch, [SOURCE], { program, tree: {}, found: new Map(), variables: input.variables })!;
  const { headers, signal, timeoutMs } = input;
  const events = input.subscriber.subscribe({
    subgraph: batch.subgraph,
    body: request.body,
    headers,
    deadline: performance.now() + timeoutMs,
    ...(signal ? { signal } : {}),
  });
  for await (const event of events) {
    if (event.kind === 'failed') {
      yield { kind: 'fatal', errors: [subgraphFailure(batch.subgraph, event)] };
      return;
    }
    yield { kind: 'answer', answer: await answerEvent(program, event, input) };
  }
}

async function answerEvent(program: Program, event: SubgraphAnswer, input: SubscriptionInput): Promise<EventAnswer> {
  const client = await input.clientOfEvent();
  return new Promise((resolve) => {
    const deadline = performance.now() + input.timeoutMs;
    const run = new ProgramRun(program, { ...input, client, deadline }, () => {
      const { root } = program.projection;
      const errors = answeredErrors(root, run.tree, run.errors[0]!);
      const data = project(root, run.tree, { introspected: {}, errors });
      resolve({ ...(errors.length > 0 ? { errors } : {}), data });
    });
    const { tree } = run;
    const batch = program.batches[program.source!]!;
    const { asked } = buildRequest(batch, [SOURCE], { program, tree, found: new Map(), variables: input.variables })!;
    run.errors[0]!.push(...takeAnswer(event, { program, batch, asked, tree }));
    run.start((fetch) => fetch === SOURCE);
  });
}
