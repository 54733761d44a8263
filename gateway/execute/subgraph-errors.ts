import type { SubgraphFailed } from '../subgraph-client/subgraph-request.js';
import { isTooDeep } from '../subgraph-client/json-depth.js';
import type { AskedPart } from './build-request.js';
import type { ErrorPath, ResponseError } from './graphql-error.js';
import { isRecord } from '../../kit/is-record.js';
import type { Fetch, Tree } from './program.js';
import { NO_ROW } from './representations.js';
import { clientPaths, isVisible, type Visible } from './visible.js';

/** How many errors one answer of a subgraph may add. */
const ERRORS_MAX = 100;
const MESSAGE_MAX = 1_000;
const CODE_MAX = 100;
/** How much JSON the extensions of one error may be: they are told at each of its places. */
const EXTENSIONS_MAX = 10_000;
/** What tells how an error came about, and `http`, by which Apollo Server takes the status of the whole answer. */
const NOT_KEPT = new Set(['stacktrace', 'exception', 'http']);
/** No answer is nested so deep, for no operation may be. */
const PATH_MAX = 1_000;

const FAILURES: Readonly<Record<string, string>> = {
  DOWNSTREAM_SERVICE_ERROR: 'could not answer',
  SUBGRAPH_REQUEST_TIMEOUT: 'did not answer in time',
  SUBGRAPH_CIRCUIT_BREAKER_REJECTED: 'is not asked while it keeps failing',
  SUBGRAPH_RESPONSE_TOO_LARGE: 'sent an answer that is too large',
  SUBGRAPH_CONCURRENCY_LIMIT: 'is asked by too many at once',
  SUBGRAPH_COST_LIMIT: 'has been asked for all that it gives for now',
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

/** One error for each field of the entities, told by their rows, in whose place something else came. */
export function entityErrors(
  part: AskedPart,
  { rows, what }: { readonly rows: ReadonlySet<number>; readonly what: string },
  place: AnswerPlace,
): ResponseError[] {
  if (rows.size === 0) return [];
  const message = `Subgraph ${place.subgraph} sent ${what} was asked for`;
  const extensions = { code: 'INVALID_SUBGRAPH_RESPONSE', serviceName: place.subgraph };
  return missingPaths(part, place, rows).map((path) => ({ message, path, extensions }));
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
  const bases: Bases = new Map();
  for (const error of errors) {
    const described = describe(place.subgraph, error);
    const stated = treePaths(error['path'], place, bases).flatMap((path) => clientPaths(place.visible, path));
    const paths = stated.length > 0 ? stated : lost.flatMap((part) => missingPaths(part, place));
    if (paths.length === 0) found.push(described);
    else found.push(...paths.map((path) => ({ ...described, path })));
    if (found.length >= ERRORS_MAX) break;
  }
  return found.slice(0, ERRORS_MAX);
}

/** Where the client misses what a part was to bring: for all of its entities, or for those of some rows. */
function missingPaths(
  { places }: AskedPart,
  { tree, visible }: AnswerPlace,
  missing?: ReadonlySet<number>,
): ErrorPath[] {
  const seen = places.flatMap(({ fetch, targets, rows }) => {
    const wanted = targets.filter((_, index) => (missing ? missing.has(rows[index]!) : rows[index] !== NO_ROW));
    return below(fetch, { tree, targets: wanted, bases: new Map() }, []).flatMap((base) =>
      fieldPaths(fetch, base, visible),
    );
  });
  return seen.slice(0, ERRORS_MAX);
}

function fieldPaths(fetch: Fetch, base: ErrorPath, visible: Visible): readonly ErrorPath[] {
  const keys = fetch.keys.filter((key) => key !== '__typename' && isVisible(visible, [...base, key]));
  return keys.length > 0 ? keys.flatMap((key) => clientPaths(visible, [...base, key])) : clientPaths(visible, base);
}

function describe(subgraph: string, error: Readonly<Record<string, unknown>>): ResponseError {
  const stated = isRecord(error['extensions']) ? error['extensions'] : {};
  const code = isCode(stated['code']) ? stated['code'] : 'DOWNSTREAM_SERVICE_ERROR';
  const message =
    typeof error['message'] === 'string'
      ? error['message'].slice(0, MESSAGE_MAX).toWellFormed()
      : `Subgraph ${subgraph} reported an error`;
  return { message, extensions: { ...keptOf(stated), code, serviceName: subgraph } };
}

function isCode(code: unknown): code is string {
  return typeof code === 'string' && code !== '' && code.length <= CODE_MAX;
}

/** What a client may see of extensions: nothing at all of large or deep ones. */
function keptOf(extensions: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  if (isTooDeep(extensions)) return {};
  const kept = Object.entries(extensions).filter(([name]) => !NOT_KEPT.has(name));
  return JSON.stringify(kept).length > EXTENSIONS_MAX ? {} : Object.fromEntries(kept);
}

/** By fetch, where the objects at its path stand in the tree, as far as it was asked for. */
type Bases = Map<Fetch, ReadonlyMap<Tree, readonly ErrorPath[]>>;

/** Where in the tree a subgraph's path points to; nowhere when it was not asked for what the path begins with. */
function treePaths(path: unknown, { asked, tree }: AnswerPlace, bases: Bases): ErrorPath[] {
  if (!isPath(path)) return [];
  const root = asked.find((part) => part.key === null);
  const [key, row, ...rest] = path;
  const part = root ?? asked.find((one) => one.key === key);
  const within = root ? path : rest;
  if (!part || (!root && typeof row !== 'number')) return [];
  return part.places.flatMap(({ fetch, targets, rows }) => {
    if (within.length > 0 && !fetch.keys.includes(String(within[0]))) return [];
    const wanted = root ? targets : targets.filter((_, index) => rows[index] === row);
    return below(fetch, { tree, targets: wanted, bases }, within);
  });
}

function isPath(path: unknown): path is ErrorPath {
  if (!Array.isArray(path) || path.length > PATH_MAX) return false;
  return path.every((element) => typeof element === 'string' || (Number.isSafeInteger(element) && element >= 0));
}

interface Below {
  readonly tree: Tree;
  readonly targets: readonly Tree[];
  readonly bases: Bases;
}

/** A path below each of some objects of the tree, for as many as errors are told. */
function below(fetch: Fetch, { tree, targets, bases }: Below, path: ErrorPath): ErrorPath[] {
  if (targets.length === 0) return [];
  let known = bases.get(fetch);
  if (!known) bases.set(fetch, (known = pathsOf(fetch, tree)));
  const found: ErrorPath[] = [];
  for (const target of new Set(targets)) {
    for (const base of known.get(target) ?? []) if (found.length < ERRORS_MAX) found.push([...base, ...path]);
  }
  return found;
}

/** The places of the objects at the path of a fetch. */
function pathsOf(fetch: Fetch, tree: Tree): ReadonlyMap<Tree, readonly ErrorPath[]> {
  const found = new Map<Tree, ErrorPath[]>();
  const walk = (value: unknown, depth: number, path: ErrorPath): void => {
    const element = fetch.path[depth];
    if (element === '@') {
      if (Array.isArray(value)) value.forEach((item, index) => walk(item, depth + 1, [...path, index]));
    } else if (isRecord(value)) {
      if (element !== undefined)
        return walk(Object.hasOwn(value, element) ? value[element] : undefined, depth + 1, [...path, element]);
      const paths = found.get(value);
      if (paths) paths.push(path);
      else found.set(value, [path]);
    }
  };
  walk(tree, 0, []);
  return found;
}
