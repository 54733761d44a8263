import type { ExpectedError, ExpectedRequests, FederationCase } from './federation-case.js';
import type { ReceivedRequest } from './fixture-server.js';
import type { GraphAnswer } from './running-graph.js';
import type { Row } from './subgraph-fixture.js';

/** Two values that are equal when the answer is right. */
export interface Comparison {
  readonly expected: Row;
  readonly received: Row;
}

/** Sets what a case expects beside what came. */
export function compareAnswer(wanted: FederationCase, answer: GraphAnswer): Comparison {
  const expected: Row = { data: asText(wanted.expect.data), errorsMissing: [], errorsNotExpected: [] };
  const received: Row = { data: asText(answer.body.data), ...compareErrors(wanted.expect.errors ?? [], answer.body) };
  if (wanted.order) {
    expected.order = wanted.order;
    received.order = answer.received.flatMap(({ subgraph, calls }) => calls.map(({ field }) => `${subgraph}.${field}`));
  }
  for (const [subgraph, requests] of Object.entries(wanted.requests ?? {})) {
    const sent = answer.received.filter((request) => request.subgraph === subgraph);
    expected[subgraph] = expectedOf(requests);
    received[subgraph] = receivedOf(requests, sent);
  }
  return { expected, received };
}

/** JSON with line breaks keeps the order of keys and every own key, `__proto__` too. */
function asText(data: unknown): string {
  return data === undefined ? 'no data' : JSON.stringify(data, null, 1);
}

interface AnswerError {
  readonly message?: unknown;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Row;
}

/** Each error must be expected by one entry, and each entry must be met. */
function compareErrors(wanted: readonly ExpectedError[], body: Row): Row {
  let left = (body.errors ?? []) as AnswerError[];
  const errorsMissing: unknown[] = [];
  for (const one of wanted) {
    const met = one.covers ? covering(one, left) : left.filter((error) => meets(one, error, one.path)).slice(0, 1);
    if (met.length === 0) errorsMissing.push(one.message ? { ...one, message: String(one.message) } : one);
    left = left.filter((error) => !met.includes(error));
  }
  return { errorsMissing, errorsNotExpected: left };
}

function covering(one: ExpectedError, errors: readonly AnswerError[]): AnswerError[] {
  const met = errors.filter(
    (error) => meets(one, error, undefined) && one.covers!.some((place) => isAtOrAbove(error, place)),
  );
  return one.covers!.every((place) => met.some((error) => isAtOrAbove(error, place))) ? met : [];
}

function meets(one: ExpectedError, error: AnswerError, path: string | undefined): boolean {
  const { code, serviceName } = error.extensions ?? {};
  return (
    typeof error.message === 'string' &&
    error.message.length > 0 &&
    (path === undefined || error.path?.join('.') === path) &&
    (one.code === undefined || one.code === code) &&
    (one.serviceName === undefined || one.serviceName === serviceName) &&
    (one.message?.test(error.message) ?? true)
  );
}

/** An error without a path is nowhere. */
function isAtOrAbove({ path }: AnswerError, place: string): boolean {
  return path !== undefined && path.length > 0 && `${place}.`.startsWith(`${path.join('.')}.`);
}

function expectedOf({ representations, asks }: ExpectedRequests): Row {
  return {
    notMoreRequests: true,
    ...(representations ? { representations: sorted(representations) } : {}),
    ...(asks ? { asks } : {}),
    asksNot: [],
  };
}

function receivedOf(
  { atMost, representations, asks, asksNot }: ExpectedRequests,
  sent: readonly ReceivedRequest[],
): Row {
  const asked = (name: string) => sent.some(({ operation }) => new RegExp(`\\b${name}\\b`).test(operation));
  const calls = sent.flatMap((request) => request.calls).filter(({ field }) => field === '_entities');
  return {
    notMoreRequests: sent.length <= (atMost ?? Infinity) || `${sent.length} requests, at most ${atMost}`,
    ...(representations
      ? { representations: sorted(calls.flatMap(({ args }) => args.representations as unknown[])) }
      : {}),
    ...(asks ? { asks: asks.filter(asked) } : {}),
    asksNot: (asksNot ?? []).filter(asked),
  };
}

function sorted(values: readonly unknown[]): string[] {
  return values.map(canonical).sort();
}

/** JSON with the keys of every object in order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
