import { describe, expect, test } from '@jest/globals';
import type { Answer, AnswerError } from '../../kit/ask.js';
import { fetchPages, type JoinedPages } from './fetch-pages.js';
import type { PagedOperation } from './paged-operation.js';

const PATH = ['shelf', 'books'];
const paged: PagedOperation = { kind: 'cursor', text: '', variable: 'after', path: PATH };

/** Pages of two out of so many books; the cursor of a page is the number of its last book. */
function page(start: unknown, total: number, errors: readonly AnswerError[] = []): Answer {
  const from = start === undefined ? 0 : Number(start);
  const nodes = [from + 1, from + 2].filter((book) => book <= total).map((book) => ({ book }));
  const end = from + nodes.length;
  const pageInfo = { hasNextPage: end < total, endCursor: String(end) };
  return { data: { shelf: { books: { nodes, pageInfo, totalCount: total } } }, errors, extensions: {}, durationMs: 1 };
}

interface Fetching {
  readonly of?: PagedOperation;
  readonly askPage?: (start: unknown) => Promise<Answer>;
  readonly rowsMax?: number;
  readonly signal?: AbortSignal;
}

function fetched({ askPage = async (start) => page(start, 5), rowsMax = 100, signal, of = paged }: Fetching = {}) {
  const progress: number[] = [];
  const onProgress = ({ rows }: { readonly rows: number }) => progress.push(rows);
  const options = { paged: of, askPage, rowsMax, onProgress, signal: signal ?? new AbortController().signal };
  return fetchPages(options).then((joined) => ({ ...joined, progress }));
}

const booksOf = ({ answer }: JoinedPages) =>
  (answer.data as { shelf: { books: { nodes: { book: number }[] } } }).shelf.books.nodes.map(({ book }) => book);

describe('fetchPages()', () => {
  test('joins all pages into one answer', async () => {
    const joined = await fetched();
    expect(booksOf(joined)).toEqual([1, 2, 3, 4, 5]);
    expect([joined.end, joined.progress]).toEqual(['complete', [2, 4, 5]]);
    expect(joined.answer.data).toMatchObject({ shelf: { books: { pageInfo: { hasNextPage: false } } } });
  });

  test('stops at the cap', async () => {
    const joined = await fetched({ rowsMax: 4 });
    expect([joined.end, booksOf(joined)]).toEqual(['cap', [1, 2, 3, 4]]);
  });

  test('stops when it is told to, and keeps what it has', async () => {
    const abort = new AbortController();
    const askPage = async (start: unknown) => {
      if (start === '2') abort.abort();
      return page(start, 9);
    };
    const joined = await fetched({ askPage, signal: abort.signal });
    expect([joined.end, booksOf(joined)]).toEqual(['cancelled', [1, 2, 3, 4]]);
  });

  test('keeps what it has when a page fails', async () => {
    const askPage = async (start: unknown) => {
      if (start === '4') throw new Error('the network is gone');
      return page(start, 9);
    };
    const joined = await fetched({ askPage });
    expect([joined.end, joined.failure, booksOf(joined)]).toEqual(['failed', 'the network is gone', [1, 2, 3, 4]]);
  });

  describe('where the gateway has too much to do', () => {
    const busy = (retryAfterMs: number) => ({
      ...page(undefined, 0, [{ message: 'Too many requests' }]),
      data: null,
      retryAfterMs,
    });

    test('asks again after a while', async () => {
      let refusals = 2;
      const joined = await fetched({
        askPage: async (start) => (start === '2' && refusals-- > 0 ? busy(0) : page(start, 5)),
      });
      expect([joined.end, booksOf(joined)]).toEqual(['complete', [1, 2, 3, 4, 5]]);
      expect(joined.progress).toEqual([2, 2, 2, 4, 5]);
    });

    test('does not wait for longer than a minute', async () => {
      const joined = await fetched({ askPage: async (start) => (start === '2' ? busy(61_000) : page(start, 5)) });
      expect([joined.end, joined.failure, booksOf(joined)]).toEqual(['failed', 'Too many requests', [1, 2]]);
    });

    test('stops waiting when it is told to', async () => {
      const abort = new AbortController();
      const askPage = async (start: unknown) => {
        if (start !== '2') return page(start, 5);
        setTimeout(() => abort.abort());
        return busy(59_000);
      };
      const joined = await fetched({ askPage, signal: abort.signal });
      expect([joined.end, booksOf(joined)]).toEqual(['cancelled', [1, 2]]);
    });
  });

  test('rejects with what the graph says when there is no first page', async () => {
    const askPage = async () => ({ ...page(undefined, 9, [{ message: 'Too much to do' }]), data: null });
    await expect(fetched({ askPage })).rejects.toThrow('Too much to do');
  });

  test('keeps the warnings of all pages', async () => {
    const { answer } = await fetched({
      askPage: async (start) => ({
        ...page(start, 4),
        extensions: { warnings: [{ message: `From ${String(start)}` }] },
      }),
    });
    expect(answer.extensions['warnings']).toEqual([{ message: 'From undefined' }, { message: 'From 2' }]);
  });

  test('ends when the graph gives the same page for ever', async () => {
    const joined = await fetched({ askPage: async () => page(undefined, 9) });
    expect([joined.end, joined.failure]).toEqual(['failed', 'The graph gave the same page twice']);
  });

  test('asks for the pages of a list by how many come before, until one is empty', async () => {
    const asked: unknown[] = [];
    const askPage = async (start: unknown) => {
      asked.push(start);
      const books = [0, 1].map((book) => Number(start) + book).filter((book) => book < 3);
      return { ...page(start, 0), data: { books } };
    };
    const list: PagedOperation = { kind: 'offset', text: '', variable: 'from', path: ['books'] };
    const { answer, end } = await fetched({ askPage, of: list });
    expect([answer.data, end, asked]).toEqual([{ books: [0, 1, 2] }, 'complete', [0, 2, 3]]);
  });

  test('moves the places of errors to where their elements now are', async () => {
    const failed = { message: 'gone', path: [...PATH, 'nodes', 1, 'author'] };
    const { answer } = await fetched({ askPage: async (start) => page(start, 4, [failed]) });
    expect(answer.errors.map(({ path }) => path?.[3])).toEqual([1, 3]);
  });

  test('moves the places of what is withheld, too', async () => {
    const withheld = { path: [...PATH, 'nodes', 1, 'readers'], reason: 'SMALL_NUMBER' };
    const { answer } = await fetched({
      askPage: async (start) => ({ ...page(start, 4), extensions: { suppressed: [withheld] } }),
    });
    expect(answer.extensions['suppressed']).toEqual([
      withheld,
      { ...withheld, path: [...PATH, 'nodes', 3, 'readers'] },
    ]);
  });
});
