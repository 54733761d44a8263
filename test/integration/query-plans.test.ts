/** Plans that clients ask to see. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
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

const QUERY = '{ article { text stars } }';
const DATA = { article: { text: 'One', stars: 1 } };

async function ask(headers: Readonly<Record<string, string>>, query = QUERY, room = open) {
  const stream = await room.open({ query, headers, accept: 'application/json' });
  expect(stream.status).toBe(200);
  return stream.next();
}

const NODE = {
  kind: 'Sequence',
  nodes: [
    {
      kind: 'Fetch',
      serviceName: 'news',
      operation: '{article{__typename id text}}',
      operationKind: 'query',
      variableUsages: [],
    },
    {
      kind: 'Flatten',
      path: ['article'],
      node: {
        kind: 'Fetch',
        serviceName: 'stars',
        requires: [
          {
            kind: 'InlineFragment',
            typeCondition: 'Article',
            selections: [
              { kind: 'Field', name: '__typename' },
              { kind: 'Field', name: 'id' },
            ],
          },
        ],
        operation: expect.stringContaining('...on Article{stars}'),
        operationKind: 'query',
        variableUsages: [],
      },
    },
  ],
};
const AS_APOLLO = { apolloQueryPlan: { object: { kind: 'QueryPlan', node: NODE }, text: expect.any(String) } };
const AS_HIVE = { queryPlan: { kind: 'QueryPlan', node: NODE } };

describe('a plan comes', () => {
  test('with the answer, as tools of Apollo expect it', async () => {
    const answer = (await ask({ 'Apollo-Expose-Query-Plan': 'true' })) as { extensions: typeof AS_APOLLO };
    expect(answer).toEqual({ data: DATA, extensions: AS_APOLLO });
    expect(answer.extensions.apolloQueryPlan.text).toMatch(
      /^QueryPlan \{\n {2}Sequence \{\n {4}Fetch\(service: "news"\) \{[^]*Flatten\(path: "article"\)/,
    );
  });
  test('with the answer, as tools of Hive expect it', async () => {
    expect(await ask({ 'hive-expose-query-plan': 'true' })).toEqual({ data: DATA, extensions: AS_HIVE });
  });
  test('in both forms for who asks for both', async () => {
    const headers = { 'hive-expose-query-plan': 'TRUE', 'apollo-expose-query-plan': ' true' };
    expect(await ask(headers)).toEqual({ data: DATA, extensions: { ...AS_APOLLO, ...AS_HIVE } });
  });
  test.each([
    ['apollo-expose-query-plan', AS_APOLLO],
    ['hive-expose-query-plan', AS_HIVE],
  ])('in place of the answer for %s: dry-run, and nobody is asked', async (name, extensions) => {
    const before = open.news.requests.length;
    expect(await ask({ [name]: 'dry-run' })).toEqual({ data: null, extensions });
    expect(open.news.requests.length).toBe(before);
  });
  test('of a mutation, which a dry run does not make', async () => {
    const before = open.news.requests.length;
    const query = 'mutation { a: publish(text: "a") { stars } b: publish(text: "b") { stars } }';
    expect(await ask({ 'hive-expose-query-plan': 'dry-run' }, query)).toMatchObject({
      data: null,
      extensions: { queryPlan: { node: { kind: 'Sequence' } } },
    });
    expect(open.news.requests.length).toBe(before);
  });
  test('with the first part of what is deferred', async () => {
    const headers = { 'hive-expose-query-plan': 'true' };
    const stream = await open.open({ query: '{ article { text ... @defer { stars } } }', headers, accept: DEFER });
    expect(await stream.rest()).toEqual([
      {
        data: { article: { text: 'One' } },
        extensions: { queryPlan: { kind: 'QueryPlan', node: expect.objectContaining({ kind: 'Defer' }) } },
        hasNext: true,
      },
      { hasNext: false, incremental: [{ path: ['article'], data: { stars: 1 } }] },
    ]);
  });
  test('empty for what no subgraph is asked', async () => {
    expect(await ask({ 'apollo-expose-query-plan': 'true' }, '{ __typename }')).toEqual({
      data: { __typename: 'Query' },
      extensions: { apolloQueryPlan: { object: { kind: 'QueryPlan', node: null }, text: 'QueryPlan {}' } },
    });
  });
  test('without the addresses of subgraphs', async () => {
    const answer = await ask({ 'hive-expose-query-plan': 'true', 'apollo-expose-query-plan': 'true' });
    expect(JSON.stringify(answer)).not.toMatch(/127\.0\.0\.1|http/);
  });
});

describe('no plan comes', () => {
  test.each(['true', 'dry-run'])('unless the operator allows it: %s', async (value) => {
    const headers = { 'hive-expose-query-plan': value, 'apollo-expose-query-plan': value };
    expect(await ask(headers, QUERY, closed)).toEqual({ data: DATA });
  });
  test.each(['false', '1', ''])('for another value: %s', async (value) => {
    expect(await ask({ 'apollo-expose-query-plan': value })).toEqual({ data: DATA });
  });
  test('for who does not ask', async () => expect(await ask({})).toEqual({ data: DATA }));
});
