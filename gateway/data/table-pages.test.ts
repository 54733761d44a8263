import { describe, expect, test } from '@jest/globals';
import type { OperationAnswer } from '../pipeline/handle-operation.js';
import { RequestError, requestError } from '../pipeline/request-error.js';
import { tablePages, type TablePages } from './table-pages.js';

const context = {
  requestId: '1',
  headers: {},
  authorization: null,
  client: { name: null, version: null },
  signal: { aborted: false },
} as unknown as TablePages['context'];
const paging = { kind: 'cursor', pageInfo: ['list', 'info'], variable: 'after' } as const;

const page = (hasNextPage: unknown, endCursor: unknown): OperationAnswer => ({
  data: { list: { info: { hasNextPage, endCursor } } },
});

/** Reads pages from answers, of which an error is thrown; gives the cursors that were asked for and how it ended. */
async function readAll(answers: readonly (OperationAnswer | Error)[], change: Partial<TablePages> = {}) {
  const asked: unknown[] = [];
  const left = [...answers];
  const pages = tablePages({
    run: async ({ parameters }) => {
      asked.push(parameters.variables!['after'] ?? null);
      const next = left.shift()!;
      if (next instanceof Error) throw next;
      return next;
    },
    document: { text: '{ list }', paging, innerPages: [] },
    variables: {},
    context,
    partial: false,
    deadline: performance.now() + 60_000,
    signal: new AbortController().signal,
    ...change,
  });
  let next = await pages.next();
  while (!next.done) next = await pages.next();
  return { asked, shortfall: next.value };
}

const busy = (status: number) => requestError(status, 'QUERY_PLANNER_BUSY', 'Busy', { 'retry-after': '0' });
const failure = { message: 'failed', extensions: { code: 'DOWNSTREAM_SERVICE_ERROR' } };

describe('tablePages()', () => {
  test('asks for page after page, each from where the one before ended', async () => {
    expect(await readAll([page(true, 'a'), page(true, 'b'), page(false, 'c')])).toEqual({
      asked: [null, 'a', 'b'],
      shortfall: null,
    });
  });

  test.each([429, 503])('asks for a page again after a while that was refused with %d', async (status) => {
    const { asked } = await readAll([page(true, 'a'), busy(status), busy(status), page(false, 'b')]);
    expect(asked).toEqual([null, 'a', 'a', 'a']);
  });

  test('does not wait for the first page', async () => {
    await expect(readAll([busy(503), page(false, 'a')])).rejects.toThrow(RequestError);
  });

  test('does not wait beyond the deadline', async () => {
    const late = requestError(503, 'QUERY_PLANNER_BUSY', 'Busy', { 'retry-after': '10' });
    const deadline = performance.now() + 5_000;
    await expect(readAll([page(true, 'a'), late, page(false, 'b')], { deadline })).rejects.toThrow('Busy');
  });

  test('asks for nothing once the deadline is over', async () => {
    await expect(readAll([page(false, 'a')], { deadline: performance.now() - 1 })).rejects.toThrow(/takes too long/);
  });

  test.each([[page(true, null)], [page(true, 5)]])(
    'refuses a list that does not say where it goes on: %#',
    async (answer) => {
      await expect(readAll([answer])).rejects.toThrow(/does not say where it goes on/);
    },
  );

  test('refuses a list that goes on where it was', async () => {
    await expect(readAll([page(true, 'a'), page(true, 'a')])).rejects.toThrow(/does not say where it goes on/);
  });

  test('refuses an answer with errors, and takes it when partial ones are wanted', async () => {
    const broken = { ...page(false, 'a'), errors: [failure] };
    await expect(readAll([broken])).rejects.toThrow(/partial=true/);
    expect(await readAll([broken], { partial: true })).toEqual({ asked: [null], shortfall: null });
  });

  test('says that the rest failed when a partial answer does not say whether it goes on', async () => {
    const lost = { data: { list: null }, errors: [failure] };
    expect((await readAll([lost], { partial: true })).shortfall).toBe('failed');
  });

  test('says that a list goes on beyond what its query wants', async () => {
    const document = { text: '{ list }', paging: { ...paging, variable: null }, innerPages: [] };
    expect((await readAll([page(true, 'a')], { document })).shortfall).toBe('limited');
  });

  test('waits no longer than the client', async () => {
    const leaving = new AbortController();
    const late = requestError(503, 'QUERY_PLANNER_BUSY', 'Busy', { 'retry-after': '10' });
    setImmediate(() => leaving.abort());
    const asked = readAll([page(true, 'a'), late, page(false, 'b')], {
      signal: leaving.signal,
    });
    await expect(asked).rejects.toThrow('Busy');
  });

  test.each([
    [[true], 'inner'],
    [[false, true], 'inner'],
    [[false], null],
  ] as const)('says whether a list inside another goes on: %j', async (goOn, shortfall) => {
    const nodes = goOn.map((hasNextPage) => ({ inner: { info: { hasNextPage } } }));
    const innerPages = [['list', 'nodes', 'inner', 'info']];
    const document = { text: '{ list }', paging, innerPages };
    const answers = [{ data: { list: { nodes, info: { hasNextPage: true, endCursor: 'a' } } } }, page(false, 'b')];
    expect((await readAll(answers, { document })).shortfall).toBe(shortfall);
  });
});

describe('tablePages() of a list by offset', () => {
  const document: TablePages['document'] = {
    text: '{ list }',
    paging: { kind: 'offset', list: ['list'], variable: 'after' },
    innerPages: [],
  };
  const elements = (...list: unknown[]) => ({ data: { list } }) as OperationAnswer;

  test('leaves out what was read, until nothing is left', async () => {
    const answers = [elements('a', 'b'), elements('c'), elements()];
    expect(await readAll(answers, { document })).toEqual({ asked: [null, 2, 3], shortfall: null });
  });

  test('refuses a list that begins again on every page', async () => {
    await expect(readAll([elements('a'), elements('a')], { document })).rejects.toThrow(/begins again/);
  });

  test('says that the rest failed where a page is missing', async () => {
    const lost = { data: { list: null }, errors: [failure] };
    const read = readAll([elements('a'), lost], { document, partial: true });
    expect((await read).shortfall).toBe('failed');
  });
});
