/** A partner that fails costs the others nothing: what another partner must answer may be null, so that no null spreads. */
import { describe, expect, test } from '@jest/globals';
import { Kind, parse, type FieldDefinitionNode, type ObjectTypeDefinitionNode, type TypeNode } from 'graphql';
import { repositoryFiles, textOf } from '../support/repository-files.js';

const files = repositoryFiles(':(glob)schema/*.graphql').filter(
  (file) => !/(supergraph|registry)\.graphql$/.test(file),
);

test('the contracts let no null spread from one partner to another', () => {
  expect(boundaryProblems(new Map(files.map((file) => [file, textOf(file) ?? ''])))).toEqual([]);
});

describe('boundaryProblems() finds', () => {
  const books = 'type Query { book: Book } type Book @key(fields: "id") { id: ID! title: String! }';
  const check = (title: string, { a = books, b }: { a?: string; b: string }, problems: string[]) =>
    test(title, () => {
      expect(
        boundaryProblems(
          new Map([
            ['a', a],
            ['b', b],
          ]),
        ),
      ).toEqual(problems);
    });

  check('a root field', { b: 'type Query { count: Int! }' }, ['b: Query.count must be nullable']);
  check('a root field that is a list', { b: 'type Query { counts: [Int!]! }' }, ['b: Query.counts must be nullable']);
  check('a mutation', { b: 'type Mutation { lend: Int! }' }, ['b: Mutation.lend must be nullable']);
  check('a field added to the type of another', { b: 'type Book @key(fields: "id") { id: ID! stock: Int! }' }, [
    'a, b: only one of them may have non-null fields of Book besides its key: Book.title, Book.stock',
  ]);
  check(
    'a reference to the type of another',
    { b: 'type Loan { book: Book! } type Book @key(fields: "id") { id: ID! }' },
    ['b: Loan.book must be nullable'],
  );
  check('an item of a list', { b: 'type Shelf { books: [Book!] } type Book @key(fields: "id") { id: ID! }' }, [
    'b: Shelf.books must be nullable',
  ]);
  check(
    'nothing wrong',
    {
      a: `${books} type Shelf { books: [Book!]! }`,
      b: 'type Query { counts: [Int!] } type Loan { books: [Book]! } type Book @key(fields: "id") { id: ID! title: String! @external stock: [Int!] }',
    },
    [],
  );
  check(
    'nothing wrong with what both answer',
    { a: 'type A @shareable { a: Int! }', b: 'type B { a: A! } type A @shareable { a: Int! }' },
    [],
  );
});

interface Declared {
  readonly contract: string;
  readonly type: ObjectTypeDefinitionNode;
}

/** Fields through which the failure of one partner would null what another has answered. */
function boundaryProblems(contracts: ReadonlyMap<string, string>): string[] {
  const declared = [...contracts].flatMap(([contract, sdl]) => typesOf(sdl).map((type) => ({ contract, type })));
  const entities = new Map<string, Declared[]>();
  for (const one of declared.filter(({ type }) => has(type, 'key'))) {
    entities.set(one.type.name.value, [...(entities.get(one.type.name.value) ?? []), one]);
  }
  return [
    ...rootProblems(declared),
    ...[...entities.values()].flatMap(ownerProblems),
    ...declared.flatMap(({ contract, type }) =>
      (type.fields ?? [])
        .filter(
          (field) =>
            !has(field, 'external') &&
            !canBeNull(field.type) &&
            isAnsweredElsewhere(contract, entities.get(nameOf(field.type)) ?? []),
        )
        .map((field) => `${contract}: ${type.name.value}.${field.name.value} must be nullable`),
    ),
  ];
}

function rootProblems(declared: readonly Declared[]): string[] {
  return declared
    .filter(({ type }) => ['Query', 'Mutation'].includes(type.name.value))
    .flatMap(({ contract, type }) =>
      (type.fields ?? [])
        .filter((field) => field.type.kind === Kind.NON_NULL_TYPE)
        .map((field) => `${contract}: ${type.name.value}.${field.name.value} must be nullable`),
    );
}

/** One partner, the owner, may promise fields of an entity; what others add may fail without it. */
function ownerProblems(parts: readonly Declared[]): string[] {
  const promising = parts.filter(({ type }) => promisedFields(type).length > 0);
  if (promising.length < 2) return [];
  const fields = promising.flatMap(({ type }) =>
    promisedFields(type).map((field) => `${type.name.value}.${field.name.value}`),
  );
  const names = promising.map(({ contract }) => contract).join(', ');
  const type = parts[0]!.type.name.value;
  return [`${names}: only one of them may have non-null fields of ${type} besides its key: ${fields.join(', ')}`];
}

function isAnsweredElsewhere(contract: string, parts: readonly Declared[]): boolean {
  return parts.some((part) => part.contract !== contract && promisedFields(part.type).length > 0);
}

function promisedFields(type: ObjectTypeDefinitionNode): FieldDefinitionNode[] {
  const keys = new Set(type.directives?.flatMap(keyFields) ?? []);
  return (type.fields ?? []).filter(
    (field) => field.type.kind === Kind.NON_NULL_TYPE && !keys.has(field.name.value) && !has(field, 'external'),
  );
}

function keyFields(directive: NonNullable<ObjectTypeDefinitionNode['directives']>[number]): string[] {
  if (directive.name.value !== 'key') return [];
  const value = directive.arguments?.find(({ name }) => name.value === 'fields')?.value;
  return value?.kind === Kind.STRING ? value.value.split(' ') : [];
}

/** Whether a null in it, or in a list's item, ends there. */
function canBeNull(type: TypeNode): boolean {
  if (type.kind === Kind.NAMED_TYPE) return true;
  if (type.kind === Kind.LIST_TYPE) return canBeNull(type.type);
  return type.type.kind === Kind.LIST_TYPE && canBeNull(type.type);
}

function nameOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type);
}

function has({ directives }: Pick<ObjectTypeDefinitionNode, 'directives'>, name: string): boolean {
  return directives?.some((directive) => directive.name.value === name) ?? false;
}

function typesOf(sdl: string): ObjectTypeDefinitionNode[] {
  return parse(sdl).definitions.filter((node) => node.kind === Kind.OBJECT_TYPE_DEFINITION);
}
