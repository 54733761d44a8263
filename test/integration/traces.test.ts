/** What an operation took, for clients that ask to see it. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TraceReport } from '../../gateway/pipeline/trace-report.js';
import { DEFER } from '../support/open-stream.js';
import { startNewsroom, type Newsroom } from '../support/start-newsroom.js';

let open: Newsroom;
let closed: Newsroom;
beforeAll(async () => {
  open = await startNewsroom({ change: (config) => ({ ...config, exposeQueryPlans: true }) });
  closed = await startNewsroom();
});
afterAll(async () => {
  await open.stop();
  await closed.stop();
});

const ASKED = { 'joinery-trace': 'true' };

interface Traced {
  readonly data?: unknown;
  readonly errors?: readonly unknown[];
  readonly extensions?: { readonly joineryTrace: TraceReport };
}

async function ask(query: string, headers: Readonly<Record<string, string>> = ASKED, room = open): Promise<Traced> {
  const stream = await room.open({ query, headers, accept: 'application/json' });
  return (await stream.next()) as Traced;
}

async function traceOf(query: string): Promise<TraceReport> {
  return (await ask(query)).extensions!.joineryTrace;
}

describe('a trace', () => {
  test('has each request to a subgraph, in the words of the client and in order', async () => {
    const { data, extensions } = await ask('{ all: articles { text points: stars } one: article { text } }');
    expect(data).toMatchObject({ all: [{ points: 1 }, { points: 2 }], one: { text: 'One' } });
    const { fetches, durationMs } = extensions!.joineryTrace;
    expect(fetches).toEqual([
      expect.objectContaining({ subgraph: 'news', paths: [''], entities: null, outcome: 'answered', attempts: 1 }),
      expect.objectContaining({
        subgraph: 'stars',
        kind: 'query',
        paths: ['all.@'],
        entities: { objects: 2, representations: 2 },
        errors: 0,
        shared: false,
      }),
    ]);
    const [first, second] = fetches;
    expect(second!.query).toContain('...on Article{stars}');
    expect(second!.requestBytes).toBeGreaterThan(second!.query!.length);
    expect(second!.responseBytes).toBeGreaterThan(20);
    const times = [0, first!.startMs, first!.endMs, second!.startMs, second!.endMs, durationMs];
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });
  test('tells how many objects share a representation', async () => {
    const [, stars] = (await traceOf('{ articles { stars } article { stars } }')).fetches;
    expect(stars!.paths).toEqual(['articles.@', 'article']);
    expect(stars!.entities!.objects).toBe(3);
  });
  test('has the stages in order, and what the caches had', async () => {
    const query = '{ articles { text stars must } }';
    const stages = ({ stages: all }: TraceReport) => all.map(({ name, cached }) => [name, cached]);
    expect(stages(await traceOf(query))).toEqual([
      ['read', null],
      ['authenticate', null],
      ['parse', false],
      ['validate', false],
      ['plan', false],
      ['execute', null],
      ['project', null],
    ]);
    expect(stages(await traceOf(query))).toEqual([
      ['read', null],
      ['authenticate', null],
      ['validate', true],
      ['plan', true],
      ['execute', null],
      ['project', null],
    ]);
  });
  test('counts the errors that a request brought', async () => {
    const { errors, extensions } = await ask('{ article { fails } }');
    expect(errors).toHaveLength(1);
    expect(extensions!.joineryTrace.fetches.map((fetch) => fetch.errors)).toEqual([0, 1]);
  });
  test('tells what there was nothing to ask for', async () => {
    const [, stars] = (await traceOf('{ nothing { stars } }')).fetches;
    expect(stars).toMatchObject({ subgraph: 'stars', outcome: 'skipped', query: null, attempts: 0 });
  });
  test('comes beside the plan', async () => {
    const answer = await ask('{ article { text } }', { ...ASKED, 'apollo-expose-query-plan': 'true' });
    expect(Object.keys(answer.extensions!)).toEqual(['apolloQueryPlan', 'joineryTrace']);
  });
  test('comes with the last part of what is deferred', async () => {
    const stream = await open.open({
      query: '{ article { text ... @defer { stars } } }',
      headers: ASKED,
      accept: DEFER,
    });
    const parts = (await stream.rest()) as Traced[];
    expect(parts.map(({ extensions }) => extensions?.joineryTrace.fetches.map(({ subgraph }) => subgraph))).toEqual([
      undefined,
      ['news', 'stars'],
    ]);
  });
  test('has neither addresses nor values', async () => {
    const text = JSON.stringify(await traceOf('{ article { stars } }'));
    expect(text).not.toMatch(/127\.0\.0\.1|http:|"id":"1"/);
  });
});

describe('no trace comes', () => {
  test('unless the operator allows it', async () =>
    expect(await ask('{ article { text } }', ASKED, closed)).toEqual({ data: { article: { text: 'One' } } }));
  test.each(['false', '1', ''])('for another value: %s', async (value) =>
    expect((await ask('{ article { text } }', { 'joinery-trace': value })).extensions).toBeUndefined(),
  );
});
