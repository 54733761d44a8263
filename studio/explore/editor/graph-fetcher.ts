import { createGraphiQLFetcher, type Fetcher, type FetcherParams, type FetcherResultPayload } from '@graphiql/toolkit';
import { Kind, OperationTypeNode, type DocumentNode } from 'graphql';
import { fetchAsCaller } from '../../identity/fetch-as-caller.js';
import { CLIENT_HEADERS, ENDPOINT } from '../../kit/ask.js';
import { TRACE_HEADERS } from '../../trace/trace-headers.js';
import type { Run } from '../run.js';
import { joinPart, type AnswerPart, type AnswerSoFar } from './join-part.js';
import { readEvents } from './read-events.js';
import { stoppable } from './stoppable.js';

/** What takes deferred parts as they come, in the form of https://github.com/graphql/graphql-over-http/blob/main/rfcs/IncrementalDelivery.md. */
const ACCEPT = 'multipart/mixed;deferSpec=20220824, application/graphql-response+json, application/json;q=0.9';

/**
 * How the editor asks the graph: queries and mutations whole or in deferred parts, subscriptions as a stream of events.
 * `onRun` takes what has come so far, with each part again.
 */
export function createGraphFetcher(onRun: (run: Run) => void): Fetcher {
  return (params, options) => {
    const abort = new AbortController();
    const { signal } = abort;
    const headers = (options?.headers ?? {}) as Readonly<Record<string, string>>;
    const isSubscription = isOfKind(OperationTypeNode.SUBSCRIPTION, options?.documentAST, params);
    const parts = isSubscription ? readEvents({ params, headers, signal }) : readParts({ params, headers, signal });
    const told = (answer: AnswerSoFar, durationMs: number) =>
      onRun(runOf({ params, headers, isSubscription }, { ...answer, durationMs }));
    return stoppable(watched(parts, told), abort) as never;
  };
}

export interface Asked {
  readonly params: FetcherParams;
  /** Those that the user wrote. */
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

async function* readParts({ params, headers, signal }: Asked): AsyncGenerator<AnswerPart, void> {
  const ask = createGraphiQLFetcher({
    url: ENDPOINT,
    enableIncrementalDelivery: true,
    headers: { ...CLIENT_HEADERS, ...TRACE_HEADERS, accept: ACCEPT },
    fetch: (_input, init) => fetchAsCaller(ENDPOINT, { ...init, signal }),
  });
  const coming = (await ask(params, { headers })) as AsyncIterable<AnswerPart | readonly AnswerPart[]>;
  for await (const some of coming) yield* Array.isArray(some) ? (some as readonly AnswerPart[]) : [some as AnswerPart];
}

/** Hands on what comes, and tells of what has come so far. */
async function* watched(
  parts: AsyncIterable<AnswerPart>,
  onAnswer: (answer: AnswerSoFar, durationMs: number) => void,
): AsyncGenerator<FetcherResultPayload, void> {
  const startedAt = performance.now();
  let soFar: AnswerSoFar | null = null;
  for await (const part of parts) {
    soFar = joinPart(soFar, part);
    onAnswer(soFar, performance.now() - startedAt);
    yield withoutTrace(part) as FetcherResultPayload;
  }
}

/** The view of plan and trace shows them better than the editor. */
function withoutTrace({ extensions, ...part }: AnswerPart): AnswerPart {
  const shown = Object.entries(extensions ?? {}).filter(([name]) => !TRACES.has(name));
  return shown.length === 0 ? part : { ...part, extensions: Object.fromEntries(shown) };
}

const TRACES: ReadonlySet<string> = new Set(['apolloQueryPlan', 'joineryTrace']);

interface Told extends Omit<Asked, 'signal'> {
  readonly isSubscription: boolean;
}

function runOf({ params, headers, isSubscription }: Told, answer: Run['answer']): Run {
  const name = params.operationName ?? 'query';
  return {
    operation: {
      name,
      title: name,
      question: null,
      text: params.query,
      operationName: params.operationName ?? null,
      variables: (params.variables ?? {}) as Readonly<Record<string, unknown>>,
      table: null,
      headers,
      isSaved: false,
      isSubscription,
    },
    answer,
    fetchedAt: new Date().toISOString(),
  };
}

function isOfKind(kind: OperationTypeNode, document: DocumentNode | undefined, { operationName }: FetcherParams) {
  return (
    document?.definitions.some(
      (node) =>
        node.kind === Kind.OPERATION_DEFINITION &&
        node.operation === kind &&
        (operationName == null || node.name?.value === operationName),
    ) ?? false
  );
}
