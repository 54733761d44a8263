import type { AskedPart } from '../execute/build-request.js';
import type { BegunFetch, ObservedFetch, RecalledFetch } from '../execute/fetch-observer.js';
import type { Program } from '../execute/program.js';
import { NO_ROW } from '../execute/representations.js';
import { seenPaths } from '../execute/visible.js';
import type { OperationWatch } from './operation-watch.js';
import type { StageName, TracedEntities, TracedFetch, TracedStage, TraceReport } from './trace-report.js';

type Mutable<Value> = { -readonly [Key in keyof Value]: Value[Key] };
interface Running extends Mutable<Omit<TracedFetch, 'paths'>> {
  readonly ready: readonly number[];
}

/** Takes down one operation on its way. Made only for who asks: nobody else's request meets it. */
export class OperationTrace implements OperationWatch {
  readonly #startedAt: number;
  readonly #stages: TracedStage[] = [];
  readonly #fetches: Running[] = [];
  #lap: number;

  /** `startedAt` as `performance.now()`. */
  constructor(startedAt: number) {
    this.#startedAt = startedAt;
    this.#lap = startedAt;
  }

  /** A stage has ended, which began when the one before it ended. */
  stage(name: StageName, cached: boolean | null = null): void {
    const now = performance.now();
    this.#stages.push({ name, startMs: this.#since(this.#lap), endMs: this.#since(now), cached });
    this.#lap = now;
  }

  begun({ ready, request }: BegunFetch): ObservedFetch {
    const { asked, body } = request;
    const fetch = this.#add(ready, { query: queryOf(body), requestBytes: Buffer.byteLength(body) });
    fetch.entities = entitiesOf(asked);
    return {
      ended: ({ outcome, responseBytes, attempts, shared }) =>
        void Object.assign(fetch, { outcome, responseBytes, attempts, shared }),
      taken: (errors) => void Object.assign(fetch, { errors, endMs: this.#since(performance.now()) }),
    };
  }

  recalled({ ready, asked, isStale }: RecalledFetch): void {
    this.#add(ready, { outcome: isStale ? 'stale' : 'cached', entities: entitiesOf(asked) });
  }

  skipped(ready: readonly number[]): void {
    this.#add(ready, { outcome: 'skipped' });
  }

  /** What was taken down so far, in words of the client. */
  report({ fetches, batches, visible, suppressed }: Program): TraceReport {
    const now = performance.now();
    return {
      version: 1,
      startedAt: new Date(Date.now() - (now - this.#startedAt)).toISOString(),
      durationMs: this.#since(now),
      stages: this.#stages,
      fetches: this.#fetches.map(({ ready, ...fetch }) => {
        const { subgraph, kind } = batches[fetches[ready[0]!]!.batch]!;
        const paths = ready.flatMap((index) => seenPaths(visible, fetches[index]!.path));
        return { ...(suppressed ? withoutSizes(fetch) : fetch), subgraph, kind, paths: [...new Set(paths)] };
      }),
    };
  }

  #add(ready: readonly number[], known: Partial<Running>): Running {
    const now = this.#since(performance.now());
    const fetch: Running = { ...UNKNOWN, startMs: now, endMs: now, ...known, ready };
    this.#fetches.push(fetch);
    return fetch;
  }

  #since(time: number): number {
    return Math.round((time - this.#startedAt) * 1_000) / 1_000;
  }
}

const UNKNOWN: Omit<Running, 'ready' | 'startMs' | 'endMs'> = {
  subgraph: '',
  kind: 'query',
  query: null,
  outcome: 'DOWNSTREAM_SERVICE_ERROR',
  errors: 0,
  requestBytes: 0,
  responseBytes: 0,
  attempts: 0,
  shared: false,
  entities: null,
};

/** How long requests and answers are, and which rows are alike, can tell the numbers that are withheld. */
function withoutSizes<Fetch extends Pick<TracedFetch, 'entities'>>(fetch: Fetch): Fetch {
  const entities = fetch.entities && { ...fetch.entities, representations: 0 };
  return { ...fetch, requestBytes: 0, responseBytes: 0, entities };
}

function entitiesOf(asked: readonly AskedPart[]): TracedEntities | null {
  if (asked.every(({ key }) => key === null)) return null;
  const rows = asked.flatMap(({ places }) => places.flatMap((place) => place.rows));
  return {
    objects: rows.filter((row) => row !== NO_ROW).length,
    representations: asked.reduce((sum, { count }) => sum + count, 0),
  };
}

/** The text before the variables, which may hold what concerns a person. */
function queryOf(body: string): string {
  return (JSON.parse(body) as { readonly query: string }).query;
}
