import { describe, expect, test } from '@jest/globals';
import { buildSchema, parse, print, validate } from 'graphql';
import { pagedOperation } from './paged-operation.js';

const schema = buildSchema(`
  type Query { books(first: Int, after: String, like: String): Books! shelf: Shelf plain(offset: Int): [Book!] must(skip: Int!): [Book!]! all: [Book!] }
  type Shelf { books(after: ID): Books }
  type Books { nodes: [Book!]! pageInfo: PageInfo! totalCount: Int }
  type PageInfo { hasNextPage: Boolean! endCursor: String }
  type Book { title: String }
`);
const paged = (text: string, path: readonly string[]) => pagedOperation({ text, operationName: null }, schema, path);

describe('pagedOperation()', () => {
  const check = (
    title: string,
    text: string,
    path: readonly string[],
    [expected, variable]: readonly [string, string],
  ) =>
    test(title, () => {
      const found = paged(text, path);
      expect(found?.text).toBe(print(parse(expected)));
      expect(found?.variable).toBe(variable);
      expect(validate(schema, parse(found?.text ?? ''))).toEqual([]);
    });

  check(
    'uses the variable that the query has',
    'query ($a: String) { books(after: $a) { nodes { title } } }',
    ['books'],
    ['query ($a: String) { books(after: $a) { nodes { title } pageInfo { hasNextPage endCursor } } }', 'a'],
  );
  check(
    'adds a variable where the query has none',
    '{ books(first: 2) { nodes { title } } }',
    ['books'],
    [
      'query ($pageStart: String) { books(first: 2, after: $pageStart) { nodes { title } pageInfo { hasNextPage endCursor } } }',
      'pageStart',
    ],
  );
  check(
    'follows aliases and takes the type of the argument',
    '{ s: shelf { b: books { nodes { title } } } }',
    ['s', 'b'],
    [
      'query ($pageStart: ID) { s: shelf { b: books(after: $pageStart) { nodes { title } pageInfo { hasNextPage endCursor } } } }',
      'pageStart',
    ],
  );
  check(
    'looks into fragments',
    'query Q { ...F } fragment F on Query { books { nodes { title } } }',
    ['books'],
    [
      'query Q($pageStart: String) { ...F } fragment F on Query { books(after: $pageStart) { nodes { title } pageInfo { hasNextPage endCursor } } }',
      'pageStart',
    ],
  );
  check(
    'pages a plain list by how many to leave out',
    '{ plain { title } }',
    ['plain'],
    ['query ($pageStart: Int) { plain(offset: $pageStart) { title } }', 'pageStart'],
  );
  check(
    'keeps that a list must be told where to start',
    '{ must(skip: 20) { title } }',
    ['must'],
    ['query ($pageStart: Int!) { must(skip: $pageStart) { title } }', 'pageStart'],
  );

  test('is null for a list that comes whole', () => {
    expect(paged('{ all { title } }', ['all'])).toBeNull();
  });

  test('is null for a place that is not selected', () => {
    expect(paged('{ all { title } }', ['books'])).toBeNull();
  });
});
