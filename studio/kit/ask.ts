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
  const response = await fetch(ENDPOINT, {
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
    data: (body['data'] ?? null) as Data | null,
    errors: (body['errors'] ?? []) as readonly AnswerError[],
    extensions: (body['extensions'] ?? {}) as Readonly<Record<string, unknown>>,
    durationMs: performance.now() - startedAt,
  };
}

async function readBody(response: Response): Promise<Readonly<Record<string, unknown>>> {
  const text = await response.text();
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === 'object' && body !== null && ('data' in body || 'errors' in body)) return body;
  } catch {
    // Told below.
  }
  throw new Error(`The graph answered ${response.status} with something that is no GraphQL answer`);
}
