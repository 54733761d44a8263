/** What the contracts protect: personal and special-category data, and changes; and that the library needs none of it. */
import { describe, expect, test } from '@jest/globals';
import { Kind, parse, visit, type FieldDefinitionNode } from 'graphql';
import { repositoryFiles, textOf } from '../support/repository-files.js';

const files = repositoryFiles(':(glob)schema/*.graphql').filter(
  (file) => !/(supergraph|registry)\.graphql$/.test(file),
);

/** Public facts about people in public posts, which anybody may read. */
const PUBLIC = new Set(['Person.name']);

const fields = files.flatMap((file) => {
  const found: { readonly coordinate: string; readonly node: FieldDefinitionNode; readonly owner: string }[] = [];
  const owner = /(\w+)\.graphql$/.exec(file)![1]!;
  visit(parse(textOf(file) ?? ''), {
    ObjectTypeDefinition: (type) =>
      type.fields?.forEach((node) => found.push({ coordinate: `${type.name.value}.${node.name.value}`, node, owner })),
  });
  return found;
});
const directives = ({ directives: all = [] }: FieldDefinitionNode, name: string): string[] =>
  all
    .filter((directive) => directive.name.value === name)
    .map((directive) => JSON.stringify(directive.arguments?.map(({ value }) => textsOf(value))));
const textsOf = (value: {
  readonly kind: string;
  readonly values?: readonly unknown[];
  readonly value?: unknown;
}): unknown =>
  value.kind === String(Kind.LIST) ? value.values!.map((one) => textsOf(one as typeof value)) : value.value;

describe('the contracts', () => {
  test('protect every field that is tagged as personal or special-category data', () => {
    const open = fields.filter(
      ({ coordinate, node }) =>
        /personal|special/.test(directives(node, 'tag').join()) &&
        directives(node, 'requiresScopes').length === 0 &&
        !PUBLIC.has(coordinate),
    );
    expect(open.map(({ coordinate }) => coordinate)).toEqual([]);
  });

  test('have no field for the special-category data of one person, which is published as suppressed counts only', () => {
    const special = fields.filter(
      ({ coordinate, node }) =>
        directives(node, 'tag').join().includes('special-category') ||
        /ethnicCategory|religion|disabil/i.test(coordinate),
    );
    expect(special.map(({ coordinate }) => coordinate)).toEqual([]);
  });

  test('let changes be made by those whom their owner lets', () => {
    const changes = fields.filter(({ coordinate }) => coordinate.startsWith('Mutation.'));
    expect(changes.length).toBeGreaterThan(6);
    for (const { node, owner } of changes)
      expect(directives(node, 'requiresScopes')).toEqual([`[[["${owner}:write"]]]`]);
  });
});

test('no operation of the library selects a protected field', () => {
  const protectedNames = new Set(
    fields.filter(({ node }) => directives(node, 'requiresScopes').length > 0).map(({ node }) => node.name.value),
  );
  for (const file of repositoryFiles(':(glob)schema/queries/*.graphql')) {
    const selected: string[] = [];
    visit(parse(textOf(file) ?? ''), { Field: ({ name }) => void selected.push(name.value) });
    expect([file, selected.filter((name) => protectedNames.has(name))]).toEqual([file, []]);
  }
});
