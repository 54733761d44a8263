/** Policies: rules over claims and purposes in the settings, and a service that is asked. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import type { Subgraphs } from '../federation/support/federation-case.js';
import { startProtectedGraph, type AskedAs, type ProtectedGraph } from '../support/start-protected-graph.js';
import { temporaryFolders } from '../support/temporary-folder.js';

const newFolder = temporaryFolders();
const SUBGRAPHS: Subgraphs = {
  records: {
    sdl: `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@policy", "@requiresScopes"])
      type Query {
        staff: String @policy(policies: [["staff"]])
        either: String @policy(policies: [["staff", "local"], ["purpose"]])
        both: String @policy(policies: [["purpose"]]) @requiresScopes(scopes: [["read"]])
        outside: String @policy(policies: [["outside"]])
        unknown: String @policy(policies: [["constructor"]])
      }`,
    fields: {
      'Query.staff': 'S',
      'Query.either': 'S',
      'Query.both': 'S',
      'Query.outside': 'S',
      'Query.unknown': 'S',
    },
  },
};

/** What the service is asked and answers. */
let questions: Record<string, unknown>[] = [];
let answer: { status: number; body: string } = { status: 200, body: '{"granted": ["outside"]}' };
let service: Server;
let graph: ProtectedGraph;

beforeAll(async () => {
  service = createServer((request, response) => {
    void json(request).then((question) => {
      questions.push(question as Record<string, unknown>);
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(service.address() as AddressInfo).port}/`;
  graph = await startProtectedGraph({
    subgraphs: SUBGRAPHS,
    folder: newFolder(),
    change: (config) => ({
      ...config,
      authorization: {
        anonymousScopes: ['read'],
        policies: {
          staff: [{ claim: 'realm.roles', contains: 'staff' }],
          local: [{ claim: 'site', oneOf: ['RDD', 'RQ8'] }],
          purpose: [{ purpose: ['direct-care', 'research'] }],
        },
        policyService: { url, timeoutMs: 30_000, cacheMs: 60_000 },
      },
    }),
  });
});
afterAll(async () => {
  await graph.stop();
  await new Promise((resolve) => service.close(resolve));
});

const sees = async (field: string, as: AskedAs): Promise<boolean> => {
  const { body } = await graph.ask(`{ ${field} }`, as);
  return body.data[field] === 'S';
};
const purpose = (name: string) => ({ headers: { 'x-purpose-of-use': name } });
const staff = { scopes: [], claims: { realm: { roles: ['nurse', 'staff'] } } };

describe('a policy of the settings', () => {
  test.each<[string, AskedAs, boolean]>([
    ['staff', { scopes: null }, false],
    ['staff', { scopes: [], claims: { realm: { roles: ['nurse'] } } }, false],
    ['staff', staff, true],
    ['staff', { scopes: [], claims: { realm: { roles: 'nurse staff' } } }, true],
    ['either', staff, false],
    ['either', { ...staff, claims: { ...staff.claims, site: 'RDD' } }, true],
    ['either', { scopes: null, ...purpose('research') }, true],
    ['either', { scopes: null, ...purpose('curiosity') }, false],
    ['both', { scopes: null, ...purpose('direct-care') }, true],
    ['both', { scopes: null }, false],
    ['both', { scopes: [], ...purpose('direct-care') }, false],
    ['unknown', staff, false],
  ])('%s for %j: %s', async (field, as, expected) => {
    answer = { status: 200, body: '{"granted": []}' };
    expect(await sees(field, as)).toBe(expected);
  });
});

describe('a policy service', () => {
  const of = (name: string): AskedAs => ({ scopes: [name] });

  test('is told who asks, and asked once for a caller', async () => {
    questions = [];
    answer = { status: 200, body: '{"granted": ["outside", "other"]}' };
    expect(await sees('outside', of('once'))).toBe(true);
    expect(await sees('outside', of('once'))).toBe(true);
    expect(questions).toMatchObject([{ policies: ['outside'], subject: 'with once', scopes: ['once'], purpose: null }]);
    expect(await sees('outside', { ...of('once'), ...purpose('research') })).toBe(true);
    expect(questions).toHaveLength(2);
  });

  test.each([
    ['refuses', 200, '{"granted": []}'],
    ['fails', 500, '{"granted": ["outside"]}'],
    ['answers nonsense', 200, '{"granted": "outside"}'],
    ['answers too much', 200, `{"granted": ["outside"]}${' '.repeat(100_000)}`],
  ])('that %s lets nobody', async (what, status, body) => {
    answer = { status, body };
    expect(await sees('outside', of(what))).toBe(false);
  });

  test('that failed is asked again', async () => {
    answer = { status: 500, body: '' };
    expect(await sees('outside', of('again'))).toBe(false);
    answer = { status: 200, body: '{"granted": ["outside"]}' };
    expect(await sees('outside', of('again'))).toBe(true);
  });
});
