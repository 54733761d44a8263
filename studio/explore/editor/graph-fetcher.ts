import { createGraphiQLFetcher, type Fetcher, type FetcherParams } from '@graphiql/toolkit';
import { Kind, OperationTypeNode, type DocumentNode } from 'graphql';
import { CLIENT_HEADERS, ENDPOINT, type Answer, type AnswerError } from '../../kit/ask.js';
import type { Run } from '../run.js';
import { readEvents } from './read-events.js';

/** What takes deferred parts as they come, in the form of https://github.com/graphql/graphql-over-http/blob/main/rfcs/IncrementalDelivery.md. */
const ACCEPT = 'multipart/mixed;deferSpec=20220824, application/graphql-response+json, application/json;q=0.9';

/**
 * How the editor asks the graph: queries and mutations whole or in deferred parts, subscriptions as a stream of events.
 * `onRun` takes each answer that came whole.
 */
export function createGraphFetcher(onRun: (run: Run) => void): Fetcher {
  const asked = createGraphiQLFetcher({
    url: ENDPOINT,
    enableIncrementalDelivery: true,
    headers: { ...CLIENT_HEADERS, accept: ACCEPT },
  });
  return (params, options) => {
    const headers = (options?.headers ?? {}) as Readonly<Record<string, string>>;
    if (isSubscription(options?.documentAST, params)) return readEvents({ params, headers });
    return watched(asked(params, { ...options, headers }), (answer, durationMs) =>
      onRun(runOf(params, headers, { ...answer, durationMs })),
    );
  };
}

type Whole = Omit<Answer, 'durationMs'>;

/** Hands on what comes, and tells of it when it was one whole answer. */
async function* watched(coming: ReturnType<Fetcher>, onAnswer: (answer: Whole, durationMs: number) => void) {
  const startedAt = performance.now();
  const result: unknown = await coming;
  const parts = isIterable(result) ? result : [result];
  for await (const part of parts) {
    const answer = wholeAnswer(part);
    if (answer) onAnswer(answer, performance.now() - startedAt);
    yield part as never;
  }
}

function isIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

function wholeAnswer(part: unknown): Whole | undefined {
  if (typeof part !== 'object' || part === null || 'hasNext' in part) return undefined;
  const { data, errors, extensions } = part as Partial<Answer>;
  if (data === undefined && errors === undefined) return undefined;
  const told: readonly AnswerError[] = errors ?? [];
  return { data: data ?? null, errors: told, extensions: extensions ?? {} };
}

function runOf(params: FetcherParams, headers: Readonly<Record<string, string>>, answer: Answer): Run {
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
    },
    answer,
    fetchedAt: new Date().toISOString(),
  };
}

function isSubscription(document: DocumentNode | undefined, { operationName }: FetcherParams): boolean {
  return (
    document?.definitions.some(
      (node) =>
        node.kind === Kind.OPERATION_DEFINITION &&
        node.operation === OperationTypeNode.SUBSCRIPTION &&
        (operationName == null || node.name?.value === operationName),
    ) ?? false
  );
}
