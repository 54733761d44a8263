/** An error as a GraphQL client sees it. */
export interface AnswerError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** An answer over HTTP. `data` is untyped, so that a test can reach into it. */
export interface Answer {
  readonly status: number;
  // The shape depends on the query under test.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly data: any;
  readonly errors: readonly AnswerError[] | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

/** Posts a GraphQL operation to a URL. */
export async function askUrl(
  url: string,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors, extensions } = (await response.json()) as Answer;
  return { status: response.status, data, errors, extensions };
}
