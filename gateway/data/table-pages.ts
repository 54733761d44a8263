import { setTimeout as sleep } from 'node:timers/promises';
import type { OperationAnswer } from '../pipeline/handle-operation.js';
import type { OperationRequest } from '../pipeline/operation-request.js';
import type { OperationStream } from '../pipeline/operation-stream.js';
import { RequestError, requestError } from '../pipeline/request-error.js';
import type { RequestContext } from '../request-context.js';
import { answerRefusal } from './answer-refusal.js';
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
}

/** How a table ended: null when all of it was read. */
export type Shortfall = 'limited' | 'failed' | null;

const WAIT_MIN_MS = 100;
const WAIT_MAX_MS = 10_000;
const NO_STREAMS = { deferred: null, events: null };

/**
 * The answers that make up a table, page after page; each is asked for when the one before was used. Gives whether it was
 * all. Throws `RequestError`.
 */
export async function* tablePages(asking: TablePages): AsyncGenerator<OperationAnswer, Shortfall> {
  const { document, variables, partial } = asking;
  const { paging } = document;
  let given = variables;
  let cursor: unknown = null;
  for (;;) {
    const answer = cursor === null ? await askPage(asking, given) : await askPatiently(asking, given);
    if (answer.errors && !partial) throw answerRefusal(answer.errors);
    yield answer;
    const next = paging ? nextPage(answer, paging, cursor) : ({ kind: 'end', shortfall: null } as const);
    if (next.kind === 'end') return next.shortfall;
    cursor = next.cursor;
    given = { ...variables, [paging!.cursorVariable!]: cursor };
  }
}

/** Asks for a page after the first: where the gateway or the caller has too much to do just now, again after a while. */
async function askPatiently(asking: TablePages, variables: TablePages['variables']): Promise<OperationAnswer> {
  for (;;) {
    try {
      return await askPage(asking, variables);
    } catch (error) {
      const waitMs = error instanceof RequestError ? waitOf(error) : null;
      if (waitMs === null || asking.context.signal.aborted || performance.now() + waitMs > asking.deadline) throw error;
      await sleep(waitMs);
    }
  }
}

/** How long to wait after a refusal; null where waiting does not help. */
function waitOf({ status, headers }: RequestError): number | null {
  if (status !== 429 && status !== 503) return null;
  const seconds = Number(headers['retry-after'] ?? 1);
  return Math.min(WAIT_MAX_MS, Math.max(WAIT_MIN_MS, (seconds || 0) * 1_000));
}

async function askPage({ run, document, context, deadline }: TablePages, variables: TablePages['variables']) {
  if (performance.now() > deadline)
    throw requestError(504, 'EXPORT_TIMEOUT', 'The export takes too long. Ask for fewer rows by its variables');
  const parameters = { query: document.text, operationName: null, variables, extensions: null, documentId: null };
  const answer = await run({
    parameters,
    isSaved: true,
    readOnly: true,
    streams: NO_STREAMS,
    planAsked: null,
    trace: null,
    context,
  });
  if ('over' in answer) throw new Error('An answer in parts, for which nobody asked');
  return answer;
}

type Next =
  { readonly kind: 'page'; readonly cursor: string } | { readonly kind: 'end'; readonly shortfall: Shortfall };

function nextPage({ data, errors }: OperationAnswer, { pageInfo, cursorVariable }: Paging, last: unknown): Next {
  const info = pageInfo.reduce<unknown>(ownValue, data);
  if (typeof info !== 'object' || info === null) return { kind: 'end', shortfall: errors ? 'failed' : null };
  const { hasNextPage, endCursor } = info as { readonly hasNextPage?: unknown; readonly endCursor?: unknown };
  if (hasNextPage !== true) return { kind: 'end', shortfall: hasNextPage === false ? null : 'failed' };
  if (cursorVariable === null) return { kind: 'end', shortfall: 'limited' };
  if (typeof endCursor !== 'string' || endCursor === last)
    throw requestError(
      502,
      'EXPORT_INCOMPLETE',
      'The list cannot be read to its end: it does not say where it goes on',
    );
  return { kind: 'page', cursor: endCursor };
}

function ownValue(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : null;
}
