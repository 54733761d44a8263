import type { IncomingMessage } from 'node:http';
import { performance } from 'node:perf_hooks';
import type { OperationAnswer } from '../pipeline/handle-operation.js';
import type { OperationParameters, OperationRequest } from '../pipeline/operation-request.js';
import { watchOf } from '../pipeline/operation-watch.js';
import type { OperationStream } from '../pipeline/operation-stream.js';
import { RequestError, requestError } from '../pipeline/request-error.js';
import type { GatewayEvents } from '../telemetry/events.js';
import { acceptedBy } from './accepted.js';
import { JSON_FOR_ALL } from './answer-type.js';
import { checkHead } from './check-head.js';
import { planAskedBy } from './plan-asked.js';
import { readBody } from './read-body.js';
import { readContext, type ContextOptions, type Exchange } from './read-context.js';
import { operationFromBody, operationFromUrl } from './read-operation.js';
import { refuse, send, type Sent } from './send-answer.js';
import { sendStream, type StreamOptions } from './send-stream.js';
import { traceAskedBy } from './trace-asked.js';

export interface GraphqlHttpOptions {
  readonly context: ContextOptions;
  readonly bodyLimitBytes: number;
  /** How many operations a request may have; 0 for requests of one alone, which are no list. */
  readonly batchLength: number;
  /** Throws `RequestError` when the process can take no more. */
  readonly refuseWhenOver: () => void;
  /** Runs an operation; rejects with `RequestError` when it cannot be run at all. */
  readonly run: (request: OperationRequest) => Promise<OperationAnswer | OperationStream>;
  readonly streams: StreamOptions;
  /** Whether clients may see plans, and what their operations took. */
  readonly exposesPlans: boolean;
  /** Whether clients may see what operations cost. */
  readonly exposesCosts: boolean;
  readonly events: GatewayEvents;
}

/**
 * Answers a request to `/graphql` as https://graphql.github.io/graphql-over-http/draft/ says. Requests that a browser may
 * have sent for a page of another site are refused unread.
 */
export async function answerGraphql(exchange: Exchange, options: GraphqlHttpOptions): Promise<void> {
  const startedAt = performance.now();
  const { request, response } = exchange;
  const context = readContext(exchange, options.context, options.events.requestBegun('/graphql', request));
  const accepted = acceptedBy(request.headers.accept);
  const type = accepted.whole ?? JSON_FOR_ALL;
  let operationName: string | null = null;
  let sent: Sent;
  try {
    checkHead(request, accepted);
    options.refuseWhenOver();
    const asked = request.method === 'POST' ? await readPost(request, options) : operationFromUrl(request);
    const readOnly = request.method !== 'POST';
    const costAsked = options.exposesCosts && request.headers['joinery-expose-cost'] === 'true';
    const planAsked = options.exposesPlans ? planAskedBy(request.headers) : null;
    const watched = () => {
      const trace = options.exposesPlans ? traceAskedBy(request.headers, startedAt) : null;
      return { trace, watch: watchOf(trace, context) };
    };
    if (isBatch(asked)) {
      const running = asked.map((parameters) =>
        orRefusal(
          options.run({ parameters, readOnly, streams: NO_STREAMS, planAsked, costAsked, ...watched(), context }),
        ),
      );
      sent = send(response, { context, type, answer: await Promise.all(running) });
    } else {
      operationName = asked.operationName;
      const answer = await options.run({
        parameters: asked,
        readOnly,
        streams: accepted,
        planAsked,
        costAsked,
        ...watched(),
        context,
      });
      sent =
        'over' in answer || accepted.whole === null
          ? await sendStream(response, { context, accepted, answer, ...options.streams })
          : send(response, { context, type, answer, errors: answer.errors });
    }
  } catch (error) {
    // A client that went away is no failure of ours.
    if (!(error instanceof RequestError || response.destroyed)) options.events.defect(error);
    const refusal = error instanceof RequestError ? error : INTERNAL_ERROR;
    sent = await refuse(exchange, { context, type, refusal });
  }
  options.events.requestEnded({
    context,
    operationName,
    ...sent,
    durationMs: (sent.begunAt ?? performance.now()) - startedAt,
  });
}

const NO_STREAMS = { deferred: null, events: null };
const INTERNAL_ERROR = requestError(500, 'INTERNAL_SERVER_ERROR', 'Internal error');

async function readPost(request: IncomingMessage, { bodyLimitBytes, batchLength }: GraphqlHttpOptions) {
  return operationFromBody(request, await readBody(request, bodyLimitBytes), batchLength);
}

function isBatch(asked: OperationParameters | readonly OperationParameters[]): asked is readonly OperationParameters[] {
  return Array.isArray(asked);
}

/** In a list a refused operation does not keep the others from being answered. */
async function orRefusal(answer: ReturnType<GraphqlHttpOptions['run']>) {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof RequestError) return { errors: error.errors };
    throw error;
  }
}
