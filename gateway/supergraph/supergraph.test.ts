import { describe, expect, test } from '@jest/globals';
import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolders } from '../../test/support/temporary-folder.js';
import { routeSubgraphs } from './route-subgraphs.js';
import { loadSupergraph, readSupergraph } from './supergraph.js';

const newFolder = temporaryFolders();
const SDL = `
  enum join__Graph {
    CULTURE_RESOURCES @join__graph(name: "culture-resources", url: "http://127.0.0.1:4005/graphql")
    PEOPLE @join__graph(name: "people", url: "")
  }
`;
const graph = readSupergraph(SDL, 'test');

describe('readSupergraph()', () => {
  test('finds the subgraphs and their addresses', () => {
    expect(graph.subgraphs).toEqual([
      { name: 'culture-resources', url: 'http://127.0.0.1:4005/graphql' },
      { name: 'people', url: '' },
    ]);
  });

  test.each([
    ['text that is no GraphQL', 'type {', /file.graphql is not GraphQL \(Syntax Error/],
    ['an empty text', '', /is not GraphQL/],
    ['the schema of a subgraph', 'type Query { a: Int }', /has no enum join__Graph/],
  ])('refuses %s', (_title, sdl, problem) => {
    expect(() => readSupergraph(sdl, 'file.graphql')).toThrow(problem);
    expect(() => readSupergraph(sdl, 'file.graphql')).toThrow(expect.objectContaining({ code: 'SUPERGRAPH_INVALID' }));
  });
});

test('loadSupergraph() refuses an absurdly large file unread', async () => {
  const file = join(newFolder(), 'huge.graphql');
  writeFileSync(file, '');
  truncateSync(file, 65 * 1024 * 1024);
  await expect(loadSupergraph(file)).rejects.toThrow(/68157440 bytes, more than 67108864/);
});

test('loadSupergraph() names a file that is not there', async () => {
  const loading = loadSupergraph('/nowhere.graphql');
  await expect(loading).rejects.toThrow(/\/nowhere\.graphql \(ENOENT\)/);
  await expect(loading).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
});

describe('routeSubgraphs()', () => {
  test('takes the address of the supergraph unless one is given', () => {
    const routes = routeSubgraphs(graph, { people: 'http://p/' });
    expect([...routes]).toEqual([
      ['culture-resources', 'http://127.0.0.1:4005/graphql'],
      ['people', 'http://p/'],
    ]);
  });

  test('finds a subgraph by the name that variables have, and prefers what comes later', () => {
    const routes = routeSubgraphs(graph, { CULTURE_RESOURCES: 'http://a/', PEOPLE: 'http://b/', people: 'http://c/' });
    expect([...routes.values()]).toEqual(['http://a/', 'http://c/']);
  });

  test('names every override of no subgraph and every subgraph without an address', () => {
    expect(() => routeSubgraphs(graph, { persons: 'http://p/' })).toThrow(
      'there is no subgraph persons; there are culture-resources, people; ' +
        'the subgraph people has no URL; give --subgraph people=URL',
    );
  });
});
