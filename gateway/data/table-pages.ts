import { setTimeout as sleep } from 'node:timers/promises';
import { JoinedPages } from '../pipeline/joined-pages.js';
import type { OperationAnswer } from '../pipeline/handle-operation.js';
import type { ListPage, OperationRequest } from '../pipeline/operation-request.js';
import type { OperationStream } from '../pipeline/operation-stream.js';
import { RequestError, requestError } from '../pipeline/request-error.js';
import { watchOf } from '../pipeline/operation-watch.js';
import type { RequestContext } from '../request-context.js';
import { answerRefusal } from './answer-refusal.js';
import { END, hasNextPageAt, nextPage, type Next, type Page, type Shortfall } from './next-page.js';
import type { PagedDocument, Paging } from './paged-document.js';

export type RunOperation = (request: OperationRequest) => Promise<OperationAnswer | OperationStream>;

export interface TablePages {
  readonly run: RunOperation;
  readonly document: PagedDocument;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: RequestContext;
  /** Whether answers with errors are taken too. */
  readonly partial: boolean;
  /** When the export must be over, as `performance.now()`. */
  readonly deadline: number;
  /** Raised when the client has gone. */
  readonly signal: AbortSignal;
}

const WAIT_MIN_MS = 100;
const WAIT_MAX_MS = 10_000;
const NO_STREAMS = { deferred: null, events: null };

/**
 * The answers that make up a table, page after page; each is asked for when the one before was used. Pages in which one row
 * may tell about another come as one answer. Gives whether it was all. Throws `RequestError`.
 */
export async function* tablePages(asking: TablePages): AsyncGenerator<OperationAnswer, Shortfall> {
  const { document, variables, partial } = asking;
  const { paging, innerPages } = document;
  let given = variables;
  let before: Page | null = null;
  let goesOnWithin = false;
  const joined = paging && new JoinedPages(listPath(paging));
  for (;;) {
    const answer: OperationAnswer =
      before === null ? await askPage(asking, given, 'first') : await askPatiently(asking, given);
    if (answer.errors && !partial) throw answerRefusal(answer.errors);
    const next: Next = paging ? nextPage(answer, paging, before) : END;
    goesOnWithin ||= innerPages.some((path) => hasNextPageAt(answer.data, path));
    if (joined && answer.unsuppressed) joined.add(answer, answer.unsuppressed);
    else yield answer;
    if (next.kind === 'end') {
      if (joined?.answer) yield joined.suppressed();
      return goesOnWithin && next.shortfall !== 'failed' ? 'inner' : next.shortfall;
    }
    before = next;
    given = { ...variables, [paging!.variable!]: next.start };
  }
}

function listPath(paging: Paging): readonly string[] {
  return paging.kind === 'cursor' ? paging.pageInfo.slice(0, -1) : paging.list;
}

/** Asks for a page after the first: where the gateway or the caller has too much to do just now, again after a while. */
async function askPatiently(asking: TablePages, variables: TablePages['variables']): Promise<OperationAnswer> {
  for (;;) {
    try {
      return await askPage(asking, variables, 'next');
    } catch (error) {
      const waitMs = error instanceof RequestError ? waitOf(error) : null;
      if (waitMs === null || performance.now() + waitMs > asking.deadline) throw error;
      await sleep(waitMs, undefined, { signal: asking.signal }).catch(() => {
        throw error;
      });
    }
  }
}

/** How long to wait after a refusal; null where waiting does not help. */
function waitOf({ status, headers, errors }: RequestError): number | null {
  if (status !== 429 && status !== 503) return null;
  if (errors.some(({ extensions }) => extensions.code === 'DIFFERENCING_REFUSED')) return null;
  const seconds = Number(headers['retry-after'] ?? 1);
  return Math.min(WAIT_MAX_MS, Math.max(WAIT_MIN_MS, (seconds || 0) * 1_000));
}

async function askPage(
  { run, document, context, deadline }: TablePages,
  variables: TablePages['variables'],
  page: ListPage,
) {
  if (performance.now() > deadline)
    throw requestError(504, 'EXPORT_TIMEOUT', 'The export takes too long. Ask for fewer rows by its variables');
  const parameters = { query: document.text, operationName: null, variables, extensions: null, documentId: null };
  const answer = await run({
    parameters,
    isSaved: true,
    ...(document.paging ? { page } : {}),
    readOnly: true,
    streams: NO_STREAMS,
    planAsked: null,
    trace: null,
    watch: watchOf(null, context),
    context,
  });
  if ('over' in answer) throw new Error('An answer in parts, for which nobody asked');
  return answer;
}
