/** `joinery supergraph survive`, from the command line. */
import { describe, expect, test } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { composeSubgraphs } from '../federation/support/compose.js';
import { runHere } from '../support/run-here.js';
import { temporaryFolders } from '../support/temporary-folder.js';

const newFolder = temporaryFolders();

const SUPERGRAPH = composeSubgraphs({
  books: {
    sdl: `type Query { book(id: ID!): Book news: [Item!] } interface Item { title: String! }
      type Book implements Item @key(fields: "id") { id: ID! title: String! }
      type Disc implements Item @key(fields: "id") { id: ID! title: String! }`,
    resolvers: {},
  },
  stock: {
    sdl: `type Book @key(fields: "id") { id: ID! inStock: Int } type Disc @key(fields: "id") { id: ID! inStock: Int! }`,
    resolvers: {},
  },
} as never);

/** Runs it on operations by file. */
async function survive(operations: Readonly<Record<string, string>>, ...more: string[]) {
  const folder = newFolder();
  const supergraph = join(newFolder(), 'supergraph.graphql');
  writeFileSync(supergraph, SUPERGRAPH);
  for (const [file, text] of Object.entries(operations)) writeFileSync(join(folder, file), text);
  return runHere(['supergraph', 'survive', '--operations', folder, '--supergraph', supergraph, ...more]);
}

describe('joinery supergraph survive', () => {
  test('tells for each operation and subgraph what is lost', async () => {
    const operations = {
      'book.graphql': '# @survives stock\nquery ($id: ID!) { book(id: $id) { title inStock } }',
      'news.graphql': '{ news { title ... on Book { inStock } ... on Disc { stock: inStock } } }',
      'own.graphql': '{ news { title } }',
    };
    const { code, stdout, stderr } = await survive(operations, '--format', 'json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { data, error } = JSON.parse(stdout);
    expect(error).toBeNull();
    expect(data.subgraphs).toEqual(['books', 'stock']);
    const losses = Object.fromEntries(
      data.operations.map(({ file, losses }: { file: string; losses: unknown }) => [file, losses]),
    );
    expect(losses).toEqual({
      'book.graphql': { books: { kind: 'everything' }, stock: { kind: 'fields', fields: ['book.inStock'] } },
      // A disc's may not be null, so the whole list goes.
      'news.graphql': { books: { kind: 'everything' }, stock: { kind: 'everything' } },
      'own.graphql': { books: { kind: 'everything' } },
    });
  });

  test('ends with 4 when an answer is lost that should not be, and says which', async () => {
    const { code, stdout, stderr } = await survive({ 'a.graphql': '# @survives books, stock\n{ news { title } }' });
    expect(code).toBe(4);
    expect(stdout).toMatch(/^without +books +stock\na\.graphql +everything \(!\) +not asked ✓\n/);
    expect(stderr).toMatch(/^OPERATION_NOT_SURVIVED: .*a\.graphql answers nothing without books\. .*\n$/);
  });

  test('says of an operation that it cannot be run, and of a subgraph that there is none', async () => {
    const { code, stdout } = await survive({
      'a.graphql': '{ nothing }',
      'b.graphql': 'subscription { news { title } }',
    });
    expect(code).toBe(0);
    expect(stdout).toMatch(/a\.graphql\n {2}cannot be run: Cannot query field/);
    const unknown = await survive({ 'a.graphql': '# @survives bokos\n{ news { title } }' });
    expect(unknown.code).toBe(1);
    expect(unknown.stderr).toMatch(/^OPERATION_INVALID: .*@survives bokos/);
  });

  test.each([
    ['an empty folder', {}, /^OPERATION_INVALID: .*has no file \*\.graphql/],
    ['what is not GraphQL', { 'a.graphql': '{' }, /^OPERATION_INVALID: .*a\.graphql:1: Syntax Error/],
  ])('refuses %s in one line', async (_title, operations, line) => {
    const { code, stderr } = await survive(operations);
    expect({ code, lines: stderr.trimEnd().split('\n').length }).toEqual({ code: 1, lines: 1 });
    expect(stderr).toMatch(line);
  });
});
