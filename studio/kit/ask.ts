import { fetchAsCaller } from '../identity/fetch-as-caller.js';
import { isRecord } from './is-record.js';

/** An error of an answer, as GraphQL has it, with what the gateway says about the partner that failed. */
export interface AnswerError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, unknown>> & {
    readonly code?: string;
    readonly serviceName?: string;
  };
}

export interface Answer<Data = Readonly<Record<string, unknown>>> {
  readonly data: Data | null;
  readonly errors: readonly AnswerError[];
  readonly extensions: Readonly<Record<string, unknown>>;
  readonly durationMs: number;
  /** How long to wait before asking again, in milliseconds, where the gateway had too much to do for an answer. */
  readonly retryAfterMs?: number;
}

export interface Question {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  readonly operationName?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** By which the gateway knows the studio in its counts. */
export const CLIENT_HEADERS: Readonly<Record<string, string>> = { 'apollographql-client-name': 'joinery-studio' };

/** Where the graph is: beside the page, whatever path a proxy gave both. */
export const ENDPOINT = new URL('graphql', document.baseURI).href;

/**
 * Asks the graph. Rejects when no answer comes, or one that is no GraphQL; errors of a GraphQL answer are given with it,
 * since the data beside them may be most of what was asked for.
 */
export async function ask<Data = Readonly<Record<string, unknown>>>(question: Question): Promise<Answer<Data>> {
  const { query, variables, operationName, headers = {}, signal = null } = question;
  const startedAt = performance.now();
  const response = await reached({
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json;q=0.9',
      ...CLIENT_HEADERS,
      ...headers,
    },
    body: JSON.stringify({ query, variables, operationName }),
    signal,
  });
  const body = await readBody(response);
  return {
    data: (isRecord(body['data']) ? body['data'] : null) as Data | null,
    errors: errorsIn(body['errors']),
    extensions: isRecord(body['extensions']) ? body['extensions'] : {},
    durationMs: performance.now() - startedAt,
    ...(isBusy(response) ? { retryAfterMs: 1_000 * Number(secondsToWait(response) ?? 1) } : {}),
  };
}

/** Asks, and says in words when nobody answers; browsers say "Failed to fetch". */
async function reached(init: RequestInit): Promise<Response> {
  try {
    return await fetchAsCaller(ENDPOINT, init);
  } catch (error) {
    if (error instanceof TypeError)
      throw new Error('The gateway cannot be reached. Try again when it can', { cause: error });
    throw error;
  }
}

async function readBody(response: Response): Promise<Readonly<Record<string, unknown>>> {
  const text = await response.text();
  try {
    const body: unknown = JSON.parse(text);
    if (isRecord(body) && ('data' in body || 'errors' in body)) return body;
  } catch {
    // Told below.
  }
  const { status } = response;
  if (isBusy(response)) throw new Error(busyText(response));
  throw new Error(
    `The answer is no GraphQL answer, with the status ${status}. What stands before the gateway may have sent it`,
  );
}

function isBusy({ status }: Response): boolean {
  return status === 429 || status === 503;
}

function busyText(response: Response): string {
  const seconds = secondsToWait(response);
  const when = seconds === null ? 'in a while' : `in ${seconds} seconds`;
  return `The gateway takes no request now (${response.status}). Try again ${when}`;
}

/** What the header `Retry-After` says in seconds; null where it says a date, or is not there. */
function secondsToWait({ headers }: Response): string | null {
  const told = headers.get('retry-after');
  return told !== null && /^\d{1,6}$/.test(told) ? told : null;
}

/** Of what should be a list of errors, those that are; whatever else is there is an error, too. */
function errorsIn(told: unknown): readonly AnswerError[] {
  if (told === undefined || told === null) return [];
  return (Array.isArray(told) ? (told as readonly unknown[]) : [told]).map((error) =>
    isRecord(error) && typeof error['message'] === 'string'
      ? (error as unknown as AnswerError)
      : { message: JSON.stringify(error) },
  );
}
