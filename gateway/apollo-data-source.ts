import type { GraphQLDataSource } from '@apollo/gateway';
import { fetch, type Dispatcher, type Response } from 'undici';
import { isRecord } from '../kit/is-record.js';
import type { Log } from '../kit/log.js';
import { ERRORS, type GatewayErrorCode } from './errors.js';

/** What belongs to one request. */
export interface ApolloContext {
  /** Raised when the client has gone away. */
  readonly signal: AbortSignal;
}

export interface SubgraphSource {
  readonly subgraph: string;
  readonly url: string;
  readonly timeoutMs: number;
  /** Holds the connections; who made it closes it. */
  readonly dispatcher: Dispatcher;
  readonly log: Log;
}

const ANSWER_LIMIT_BYTES = 16 * 1024 * 1024;

type Source = GraphQLDataSource<ApolloContext>;
type Answer = Awaited<ReturnType<Source['process']>>;
type AnswerError = NonNullable<Answer['errors']>[number];

/**
 * Asks one subgraph over HTTP for the stock engine. No header of the client is passed on, no redirect is followed, and an
 * answer ends at 16 MiB. What goes wrong is logged in full; the error in the answer names no address.
 */
export function createApolloDataSource(source: SubgraphSource): Source {
  return {
    async process({ request: { query, variables, operationName }, context }) {
      const timeout = AbortSignal.timeout(source.timeoutMs);
      const gone = (context as ApolloContext).signal;
      try {
        return await ask(source, JSON.stringify({ query, variables, operationName }), AbortSignal.any([timeout, gone]));
      } catch (error) {
        if (!gone.aborted) source.log.warn({ err: error, subgraph: source.subgraph }, 'Subgraph request failed');
        return failure(source.subgraph, timeout.aborted ? 'SUBGRAPH_REQUEST_TIMEOUT' : 'DOWNSTREAM_SERVICE_ERROR');
      }
    },
  };
}

async function ask({ url, dispatcher }: SubgraphSource, body: string, signal: AbortSignal): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body,
    signal,
    redirect: 'manual',
    dispatcher,
  });
  const text = await readText(response);
  const answer = parsed(text);
  // An answer of another status than 200 may be GraphQL all the same: a variable that was refused has 400.
  if (!answer) throw new Error(`Status ${response.status}, which is no GraphQL answer: ${text.slice(0, 200)}`);
  return answer;
}

async function readText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > ANSWER_LIMIT_BYTES) throw new Error(`The answer is larger than ${ANSWER_LIMIT_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parsed(text: string): Answer | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (!isRecord(value)) return undefined;
    const { data, errors, extensions } = value as Partial<Answer>;
    if (errors !== undefined && !Array.isArray(errors)) return undefined;
    if (data === undefined && errors === undefined) return undefined;
    return {
      ...(data === undefined ? {} : { data }),
      ...(errors ? { errors: errors.map(withoutHttp) } : {}),
      ...(extensions ? { extensions } : {}),
    };
  } catch {
    return undefined;
  }
}

/** Apollo Server would take the status of its own answer from it. */
function withoutHttp(error: AnswerError): AnswerError {
  if (!isRecord(error) || !isRecord(error.extensions)) return error;
  return { ...error, extensions: { ...error.extensions, http: undefined } };
}

/** Answered instead of thrown, because then the gateway adds the path to it. */
function failure(subgraph: string, code: GatewayErrorCode): Answer {
  return { data: null, errors: [{ message: `${ERRORS[code].message}: ${subgraph}`, extensions: { code } }] };
}
