import { describe, expect, test } from '@jest/globals';
import { Kind, parse, validate } from 'graphql';
import { readFileSync } from 'node:fs';
import { Supergraph } from '@apollo/federation-internals';
import { readLibrary } from '../support/library.js';

const api = Supergraph.build(readFileSync('schema/supergraph.graphql', 'utf8'), { supportedFeatures: null })
  .apiSchema()
  .toGraphQLJSSchema();
const library = readLibrary();

test('the library answers questions 1 to 14', () => {
  const answered = new Set(library.map(({ question }) => /^(\d+)\. /.exec(question)?.[1]));
  expect([...Array(14).keys()].filter((index) => !answered.has(String(index + 1)))).toEqual([]);
});

describe.each(library)('$slug', ({ text, variables: described }) => {
  const document = parse(text);
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);

  test('is one valid query', () => {
    expect(operations).toHaveLength(1);
    expect(validate(api, document).map(({ message }) => message)).toEqual([]);
  });

  test('describes its variables, none of which must be given', () => {
    const variables = operations[0]!.variableDefinitions ?? [];
    expect(Object.keys(described)).toEqual(variables.map(({ variable }) => variable.name.value));
    expect(variables.filter(({ type, defaultValue }) => type.kind === Kind.NON_NULL_TYPE && !defaultValue)).toEqual([]);
  });
});
