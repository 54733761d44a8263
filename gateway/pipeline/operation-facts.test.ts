import { describe, expect, test } from '@jest/globals';
import { buildSchema, Kind, parse, type FragmentDefinitionNode, type OperationDefinitionNode } from 'graphql';
import { factsOf, type OperationFacts } from './operation-facts.js';

const schema = buildSchema(/* GraphQL */ `
  type Query {
    book(id: ID!, edition: Edition): Book
    search(filter: Filter): [Item!]!
    old: Int
  }
  interface Named {
    name: String
  }
  type Book implements Named {
    id: ID!
    name: String
    genre: Genre
  }
  type Map implements Named {
    name: String
  }
  union Item = Book | Map
  enum Genre {
    CRIME
    POETRY
  }
  enum Edition {
    FIRST
    LAST
  }
  input Filter {
    text: String
    genre: Genre
    not: Filter
  }
`);

function facts(text: string): OperationFacts {
  const { definitions } = parse(text);
  const fragments = definitions.filter(
    (node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION,
  );
  const operation = definitions.find(
    (node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION,
  );
  return factsOf(schema, operation!, new Map(fragments.map((node) => [node.name.value, node])));
}

describe('factsOf() tells as used', () => {
  const check = (title: string, text: string, coordinates: string[]) =>
    test(title, () => {
      expect(facts(text).coordinates).toEqual(coordinates);
    });

  check('fields and arguments', '{ b: book(id: 1) { id } }', ['Book.id', 'Query.book', 'Query.book(id:)']);
  check(
    'enum values and input fields that are written',
    '{ search(filter: { not: { genre: CRIME } }) { __typename } }',
    ['Filter.genre', 'Filter.not', 'Genre.CRIME', 'Item', 'Query.search', 'Query.search(filter:)'],
  );
  check('all that a variable may hold', 'query ($f: Filter) { search(filter: $f) { __typename } }', [
    'Filter.*',
    'Genre.*',
    'Item',
    'Query.search',
    'Query.search(filter:)',
  ]);
  check('all values of an enum that is answered', '{ book(id: 1) { genre } }', [
    'Book.genre',
    'Genre.*',
    'Query.book',
    'Query.book(id:)',
  ]);
  check('of an interface all that implement it', '{ search { ...F } } fragment F on Named { name }', [
    'Book.name',
    'Item',
    'Map.name',
    'Named',
    'Named.name',
    'Query.search',
  ]);
  check('nothing of directives and fragments that are not reached', 'query ($x: Boolean!) { old @skip(if: $x) }', [
    'Query.old',
  ]);
  check('nothing of introspection', '{ __schema { types { name } } }', []);
});

test('factsOf() gives a signature without aliases and without anything that a client wrote as a value', () => {
  const text =
    'query Q($id: ID! = "secret") { x: book(id: "secret") { ...F } search(filter: { text: "secret", not: {} }) { __typename } } fragment F on Book { y: id } fragment G on Book { id }';
  const { signature, hash, name, kind } = facts(text);
  expect(signature).not.toMatch(/secret|x:|y:|fragment G/);
  expect({ name, kind }).toEqual({ name: 'Q', kind: 'query' });
  expect(hash).toBe(facts(text.replaceAll('secret', 'other').replace('x:', 'z:')).hash);
  expect(hash).not.toBe(facts('query Q { book(id: 1) { id } }').hash);
});
