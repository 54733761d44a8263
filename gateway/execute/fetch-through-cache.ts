import type { Entry, Found, Wanted } from '../cache/cache-store.js';
import type { CacheLookup, RequestCache } from '../cache/request-cache.js';
import type { SubgraphAnswer, SubgraphAnswered, SubgraphFailed } from '../subgraph-client/subgraph-request.js';
import type { AskedPart } from './build-request.js';
import type { Batch, Tree } from './program.js';
import { withRows } from './split-asked.js';
import { isRecord } from '../../kit/is-record.js';

/** An answer, and what of a batch it is for. */
export interface Fetched {
  readonly asked: readonly AskedPart[];
  readonly answer: SubgraphAnswer;
  readonly from: 'subgraph' | 'cache';
  /** The age of what has expired and stands in for a subgraph that failed, in seconds; null for all else. */
  readonly staleSeconds: number | null;
}

export interface CachedFetch {
  readonly batch: Batch;
  readonly asked: readonly AskedPart[];
  readonly variables: Readonly<Record<string, unknown>>;
  readonly cache: RequestCache;
  /** Asks the subgraph. */
  readonly send: (asked: readonly AskedPart[]) => Promise<SubgraphAnswer>;
}

/** An entity, or all that was asked of the root. */
interface Row {
  readonly part: number;
  readonly row: number;
  readonly wanted: Wanted | null;
  readonly mark: string | null;
  readonly kept: { readonly entry: Entry; readonly value: Tree } | null;
  readonly isFresh: boolean;
}

/**
 * Takes what was kept, and asks the subgraph for the rest, which is kept if nothing is wrong with it. Where the subgraph
 * fails, what has expired stands in as far as it may.
 */
export async function fetchThroughCache(fetch: CachedFetch): Promise<readonly Fetched[]> {
  const { cache, asked, send } = fetch;
  const rows = await lookUp(fetch);
  const fresh = rows.filter(({ isFresh }) => isFresh);
  const missing = rows.filter(({ isFresh }) => !isFresh);
  tell(fetch, 'hit', fresh);
  tell(fetch, 'miss', missing);
  for (const { kept } of fresh) cache.use(kept!.entry);
  const cached = fresh.length > 0 ? [recalled(asked, fresh, null)] : [];
  if (missing.length === 0) return cached;
  const rest = partsWith(asked, missing);
  const answer = await send(rest);
  if (answer.kind === 'failed') return [...cached, ...afterFailure(fetch, missing, answer)];
  keep(fetch, missing, answer);
  return [...cached, { asked: rest, answer, from: 'subgraph', staleSeconds: null }];
}

async function lookUp({ asked, cache, variables }: CachedFetch): Promise<Row[]> {
  const places = asked.flatMap((one, part) => {
    const { caching } = one.part;
    const own = variablesOf(one, variables);
    const texts = one.key === null ? [null] : one.texts;
    return texts.map((text, row) => ({ part, row, wanted: caching && cache.wanted(caching, text, own) }));
  });
  const wanted = places.flatMap((place) => place.wanted ?? []);
  const reading = wanted.length > 0 ? cache.read(wanted) : [];
  const found = reading instanceof Promise ? await reading : reading;
  const now = Date.now();
  let next = 0;
  return places.map((place) => rowOf(place, place.wanted && found[next++]!, now));
}

function rowOf(place: Pick<Row, 'part' | 'row' | 'wanted'>, found: Found | null, now: number): Row {
  const value = found?.entry ? parsed(found.entry.text) : null;
  const kept = value && { entry: found!.entry!, value };
  return { ...place, mark: found?.mark ?? null, kept, isFresh: kept !== null && kept.entry.freshUntilMs > now };
}

/** A store outside may hold anything. */
function parsed(text: string): Tree | null {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

/** The client's variables that a part uses, by their names in it. */
function variablesOf({ part }: AskedPart, variables: CachedFetch['variables']): Record<string, unknown> {
  const used = part.variables.filter(({ clientName }) => Object.hasOwn(variables, clientName));
  return Object.fromEntries(used.map(({ name, clientName }) => [name, variables[clientName]]));
}

function partsWith(asked: readonly AskedPart[], rows: readonly Row[]): AskedPart[] {
  return asked.flatMap(
    (one, part) =>
      withRows(
        one,
        rows.filter((row) => row.part === part).map(({ row }) => row),
      ) ?? [],
  );
}

/** What was kept, in the form of an answer. */
function recalled(asked: readonly AskedPart[], rows: readonly Row[], staleSeconds: number | null): Fetched {
  let data: Tree = {};
  for (const [index, { key }] of asked.entries()) {
    const values = rows.filter(({ part }) => part === index).map(({ kept }) => kept!.value);
    if (values.length === 0) continue;
    if (key === null) data = values[0]!;
    else data[key] = values;
  }
  const answer = { kind: 'answered', data, errors: undefined } as const;
  return { asked: partsWith(asked, rows), answer, from: 'cache', staleSeconds };
}

function afterFailure(fetch: CachedFetch, missing: readonly Row[], answer: SubgraphFailed): Fetched[] {
  const { asked, cache } = fetch;
  cache.useOnce();
  const mayBeStale = cache.allowsStale && answer.isRefusal !== true;
  const stale = missing.filter(({ kept }) => mayBeStale && kept !== null);
  const lost = missing.filter((row) => !stale.includes(row));
  tell(fetch, 'stale', stale);
  return [
    ...(stale.length > 0 ? [recalled(asked, stale, oldest(stale))] : []),
    ...(lost.length > 0
      ? [{ asked: partsWith(asked, lost), answer, from: 'subgraph' as const, staleSeconds: null }]
      : []),
  ];
}

function oldest(rows: readonly Row[]): number {
  const storedAt = Math.min(...rows.map(({ kept }) => kept!.entry.storedAtMs));
  return Math.max(0, Math.round((Date.now() - storedAt) / 1_000));
}

/** Keeps what a subgraph answered, unless it stated an error, left something out or sent something else. */
function keep({ asked, cache }: CachedFetch, missing: readonly Row[], answer: SubgraphAnswered): void {
  const { data, errors, freshness } = answer;
  for (const [index, { part, key }] of asked.entries()) {
    const rows = missing.filter((row) => row.part === index);
    if (rows.length === 0) continue;
    const values = data === null ? null : key === null ? [data] : data[key];
    const isWhole = errors === undefined && Array.isArray(values) && values.length === rows.length;
    if (!part.caching || !isWhole) {
      cache.useOnce();
      continue;
    }
    const { fits, responseKeys } = part.caching;
    const fitting = rows.flatMap((row, at) => (fits(values[at]) ? [{ ...row, value: values[at] as Tree }] : []));
    // An entity that there is not may be there a moment later.
    if (fitting.length < rows.length) cache.useOnce();
    const answered = fitting.flatMap(({ wanted, mark, value }) =>
      wanted ? [{ wanted, mark, text: textOf(value, responseKeys) }] : [],
    );
    cache.take(part.caching, freshness, answered);
  }
}

/** What was asked for, and nothing that a subgraph adds. */
function textOf(value: Tree, keys: readonly string[]): string {
  const pieces = keys.flatMap((key) => {
    const text = Object.hasOwn(value, key) ? JSON.stringify(value[key]) : undefined;
    return text === undefined ? [] : [`${JSON.stringify(key)}:${text}`];
  });
  return `{${pieces.join(',')}}`;
}

function tell({ asked, batch, cache }: CachedFetch, result: CacheLookup['result'], rows: readonly Row[]): void {
  const count = rows.filter(({ wanted }) => wanted !== null).length;
  if (count === 0) return;
  cache.events.onLookup({
    subgraph: batch.subgraph,
    kind: asked[0]!.key === null ? 'roots' : 'entities',
    result,
    count,
  });
}
