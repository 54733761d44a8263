import type { SubgraphFailed } from '../subgraph-client/subgraph-request.js';
import type { AskedPart } from './build-request.js';
import type { ErrorPath, ResponseError } from './graphql-error.js';
import type { Fetch, Tree } from './program.js';
import { NO_ROW } from './representations.js';
import { clientPaths, isVisible, type Visible } from './visible.js';

/** How many errors one answer of a subgraph may add. */
const ERRORS_MAX = 100;
const MESSAGE_MAX = 1_000;

const FAILURES: Readonly<Record<string, string>> = {
  DOWNSTREAM_SERVICE_ERROR: 'could not answer',
  SUBGRAPH_REQUEST_TIMEOUT: 'did not answer in time',
  SUBGRAPH_CIRCUIT_BREAKER_REJECTED: 'is not asked while it keeps failing',
  SUBGRAPH_RESPONSE_TOO_LARGE: 'sent an answer that is too large',
  SUBGRAPH_CONCURRENCY_LIMIT: 'is asked by too many at once',
};

type Failure = Pick<SubgraphFailed, 'code' | 'retryable'>;

/** Where a subgraph's answer belongs. */
export interface AnswerPlace {
  readonly subgraph: string;
  readonly visible: Visible;
  readonly tree: Tree;
  readonly asked: readonly AskedPart[];
}

/** One error for each field that is missing because a subgraph failed, each at its own path. */
export function failureErrors(part: AskedPart, failure: Failure, place: AnswerPlace): ResponseError[] {
  const { message, extensions } = subgraphFailure(place.subgraph, failure);
  return missingPaths(part, place).map((path) => ({ message, path, extensions }));
}

/** The error that tells of a subgraph's failure at no place in particular. */
export function subgraphFailure(subgraph: string, { code, retryable }: Failure): ResponseError {
  const message = `Subgraph ${subgraph} ${FAILURES[code] ?? 'could not answer'}`;
  return { message, extensions: { code, serviceName: subgraph, retryable } };
}

/** One error for each field of an entity that came as something else than an object. */
export function entityErrors(part: AskedPart, row: number, place: AnswerPlace): ResponseError[] {
  const message = `Subgraph ${place.subgraph} sent no object where an entity was asked for`;
  const extensions = { code: 'INVALID_SUBGRAPH_RESPONSE', serviceName: place.subgraph };
  return missingPaths(part, place, row).map((path) => ({ message, path, extensions }));
}

/**
 * A subgraph's own errors, with its message and code, at the paths where the client sees what they speak of. An error
 * without a usable path is told wherever `lost` parts leave something missing, and without a path when nothing is.
 */
export function partnerErrors(
  errors: readonly Readonly<Record<string, unknown>>[],
  lost: readonly AskedPart[],
  place: AnswerPlace,
): ResponseError[] {
  const found: ResponseError[] = [];
  for (const error of errors) {
    const described = describe(place.subgraph, error);
    const stated = treePaths(error['path'], place).flatMap((path) => clientPaths(place.visible, path));
    const paths = stated.length > 0 ? stated : lost.flatMap((part) => missingPaths(part, place));
    if (paths.length === 0) found.push(described);
    else found.push(...paths.map((path) => ({ ...described, path })));
    if (found.length >= ERRORS_MAX) break;
  }
  return found.slice(0, ERRORS_MAX);
}

/** Where the client misses what a part was to bring: for all of its entities, or for those of one row. */
function missingPaths({ places }: AskedPart, { tree, visible }: AnswerPlace, row?: number): ErrorPath[] {
  const seen = places.flatMap(({ fetch, targets, rows }) => {
    const wanted = targets.filter((_, index) => (row === undefined ? rows[index] !== NO_ROW : rows[index] === row));
    return below(fetch, { tree, targets: wanted }, []).flatMap((base) => fieldPaths(fetch, base, visible));
  });
  return seen.slice(0, ERRORS_MAX);
}

function fieldPaths(fetch: Fetch, base: ErrorPath, visible: Visible): readonly ErrorPath[] {
  const keys = fetch.keys.filter((key) => key !== '__typename' && isVisible(visible, [...base, key]));
  return keys.length > 0 ? keys.flatMap((key) => clientPaths(visible, [...base, key])) : clientPaths(visible, base);
}

function describe(subgraph: string, error: Readonly<Record<string, unknown>>): ResponseError {
  const extensions = isRecord(error['extensions']) ? error['extensions'] : {};
  const code = typeof extensions['code'] === 'string' ? extensions['code'] : 'DOWNSTREAM_SERVICE_ERROR';
  const message =
    typeof error['message'] === 'string'
      ? error['message'].slice(0, MESSAGE_MAX)
      : `Subgraph ${subgraph} reported an error`;
  const kept = Object.entries(extensions).filter(([name]) => name !== 'stacktrace' && name !== 'exception');
  return { message, extensions: { ...Object.fromEntries(kept), code, serviceName: subgraph } };
}

/** Where in the tree a subgraph's path points to. */
function treePaths(path: unknown, { asked, tree }: AnswerPlace): ErrorPath[] {
  if (!Array.isArray(path) || !path.every((element) => typeof element === 'string' || typeof element === 'number'))
    return [];
  const whole = path;
  const [key, row, ...rest] = whole;
  const root = asked.find((part) => part.key === null);
  if (root) return root.places.flatMap(({ fetch, targets }) => below(fetch, { tree, targets }, whole));
  const part = asked.find((one) => one.key === key);
  if (!part || typeof row !== 'number') return [];
  return part.places.flatMap(({ fetch, targets, rows }) =>
    below(fetch, { tree, targets: targets.filter((_, index) => rows[index] === row) }, rest),
  );
}

/** A path below each of some objects of the tree. */
function below(
  fetch: Fetch,
  { tree, targets }: { tree: Tree; targets: readonly Tree[] },
  path: ErrorPath,
): ErrorPath[] {
  if (targets.length === 0) return [];
  return [...pathsOf(fetch, tree, new Set(targets)).values()].flat().map((base) => [...base, ...path]);
}

/** The places of these objects in the tree. */
function pathsOf(fetch: Fetch, tree: Tree, wanted: ReadonlySet<Tree>): Map<Tree, ErrorPath[]> {
  const found = new Map<Tree, ErrorPath[]>();
  const walk = (value: unknown, depth: number, path: ErrorPath): void => {
    const element = fetch.path[depth];
    if (element === '@') {
      if (Array.isArray(value)) value.forEach((item, index) => walk(item, depth + 1, [...path, index]));
    } else if (isRecord(value)) {
      if (element !== undefined)
        walk(Object.hasOwn(value, element) ? value[element] : undefined, depth + 1, [...path, element]);
      else if (wanted.has(value)) found.set(value, [...(found.get(value) ?? []), path]);
    }
  };
  walk(tree, 0, []);
  return found;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
