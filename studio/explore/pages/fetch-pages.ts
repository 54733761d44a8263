import type { Answer, AnswerError } from '../../kit/ask.js';
import { appendPage, listIn, pageInfoIn } from './joined-pages.js';
import type { PagedOperation } from './paged-operation.js';

export interface PagesOptions {
  readonly paged: PagedOperation;
  /** Asks for the page that starts there: behind a cursor, undefined for none, or at an offset. */
  readonly askPage: (start: unknown) => Promise<Answer>;
  /** So many elements are fetched at most. */
  readonly rowsMax: number;
  readonly onProgress: (progress: PagesProgress) => void;
  readonly signal: AbortSignal;
}

export interface PagesProgress {
  readonly rows: number;
  /** How many there are; null when the answer does not say. */
  readonly total: number | null;
  /** Whether the gateway has too much to do, and is asked again in a while. */
  readonly isWaiting: boolean;
}

/** So long a page is waited for that the gateway has too much to do for. */
const PATIENCE_MS = 60_000;

/** All pages in one answer, and why some may be missing. */
export interface JoinedPages {
  readonly answer: Answer;
  readonly end: 'complete' | 'cancelled' | 'cap' | 'failed';
  /** What failed, when it did. */
  readonly failure: string | null;
}

/**
 * Fetches one page after another until the last, and joins them into one answer. What was fetched is never lost; rejects when
 * nothing was.
 */
export async function fetchPages(options: PagesOptions): Promise<JoinedPages> {
  const { paged, rowsMax, onProgress, signal } = options;
  let progress: PagesProgress = { rows: 0, total: null, isWaiting: false };
  const askPatiently = (start: unknown) =>
    untilAnswered(options, start, () => onProgress({ ...progress, isWaiting: true }));
  let joined = await askPatiently(paged.kind === 'offset' ? 0 : undefined);
  if (!listIn(joined.data, paged.path)) throw new Error(firstMessage(joined.errors));
  const starts = new Set<unknown>();
  const ended = (end: JoinedPages['end'], failure: string | null = null) => ({ answer: joined, end, failure });
  for (;;) {
    const rows = listIn(joined.data, paged.path)?.length ?? 0;
    progress = { rows, total: pageInfoIn(joined.data, paged.path).total, isWaiting: false };
    onProgress(progress);
    const start = nextStart(paged, joined, rows);
    if (start === undefined) return ended('complete');
    if (signal.aborted) return ended('cancelled');
    if (rows >= rowsMax) return ended('cap');
    if (starts.has(start)) return ended('failed', 'The graph gave the same page twice');
    starts.add(start);
    try {
      const page = await askPatiently(start);
      if (!listIn(page.data, paged.path)) return ended('failed', firstMessage(page.errors));
      joined = appendPage(joined, page, paged.path);
      if (paged.kind === 'offset' && listIn(page.data, paged.path)!.length === 0) return ended('complete');
    } catch (error) {
      if (signal.aborted) return ended('cancelled');
      return ended('failed', error instanceof Error ? error.message : String(error));
    }
  }
}

/** Asks for a page, again after a while where the gateway has too much to do; waiting ends at once when it is cancelled. */
async function untilAnswered({ askPage, signal }: PagesOptions, start: unknown, onWait: () => void): Promise<Answer> {
  let leftMs = PATIENCE_MS;
  for (;;) {
    const page = await askPage(start);
    const waitMs = Math.max(100, page.retryAfterMs ?? 0);
    if (page.data !== null || page.retryAfterMs === undefined || waitMs > leftMs) return page;
    leftMs -= waitMs;
    onWait();
    await waited(waitMs, signal);
  }
}

/** Rejects when the signal aborts before. */
function waited(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
    if (signal.aborted) reject(signal.reason as Error);
  });
}

function nextStart({ kind, path }: PagedOperation, { data }: Answer, rows: number): unknown {
  if (kind === 'offset') return rows === 0 ? undefined : rows;
  const { hasNextPage, endCursor } = pageInfoIn(data, path);
  return hasNextPage && endCursor !== null ? endCursor : undefined;
}

function firstMessage(errors: readonly AnswerError[]): string {
  return errors[0]?.message ?? 'The graph gave no page';
}
