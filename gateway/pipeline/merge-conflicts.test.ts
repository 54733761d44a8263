import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  buildSchema,
  NoFragmentCyclesRule,
  OverlappingFieldsCanBeMergedRule,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { findMergeConflict, TooManyFields } from './merge-conflicts.js';

const schema = buildSchema(`
  type Query { i: Int s: String n: Int! l: [Int] q: Query pet: Pet dog: Dog cat: Cat f(x: Int, y: [Int], o: In): Int any: Any }
  interface Pet { name: String s: String other: Pet home(x: Int): Query }
  type Dog implements Pet { name: String s: String other: Pet home(x: Int): Query i: Int x: Int }
  type Cat implements Pet { name: String s: String other: Pet home(x: Int): Query i: String! x: [Int] }
  union Any = Dog | Cat
  input In { a: Int b: Int }
`);

const conflict = (text: string) => findMergeConflict(schema, parse(text), 100_000)?.message ?? null;

describe('findMergeConflict()', () => {
  const check = (text: string, reason: string | null) =>
    test(text, () => {
      const advice = 'Use different aliases on the fields to fetch both if this was intentional';
      expect(conflict(text)).toBe(reason === null ? null : `Fields ${reason}. ${advice}`);
    });

  check('{ i i }', null);
  check('{ a: i a: s }', '"a" conflict because they return conflicting types "Int" and "String"');
  check('{ a: i a: n }', '"a" conflict because they return conflicting types "Int" and "Int!"');
  check('{ a: f a: i }', '"a" conflict because "f" and "i" are different fields');
  check('{ f(x: 1) f(x: 2) }', '"f" conflict because they have differing arguments');
  check('{ f(x: 1) f }', '"f" conflict because they have differing arguments');
  check('{ f(x: 1, y: [1]) f(y: [1], x: 1) }', null);
  check('{ f(o: {a: 1, b: 2}) f(o: {b: 2, a: 1}) }', null);
  check('query($v: Int) { f(x: $v) f(x: $v) }', null);
  check('{ q { i } q { a: i } q { i: s } }', '"i" conflict because they return conflicting types "Int" and "String"');
  check('{ pet { ... on Dog { a: name } ... on Cat { a: s } } }', null);
  check(
    '{ pet { ... on Dog { i } ... on Cat { i } } }',
    '"i" conflict because they return conflicting types "Int" and "String!"',
  );
  check('{ pet { a: name ... on Cat { a: s } } }', '"a" conflict because "name" and "s" are different fields');
  check('{ any { ... on Dog { o: other { a: name } } ... on Cat { o: other { a: s } } } }', null);
  check(
    '{ any { ... on Dog { home(x: 1) { i } } ... on Cat { home(x: 2) { i: s } } } }',
    '"i" conflict because they return conflicting types "Int" and "String"',
  );
  check(
    '{ ...A i } fragment A on Query { i: s }',
    '"i" conflict because they return conflicting types "String" and "Int"',
  );
  check('{ a: __typename a: i }', '"a" conflict because they return conflicting types "String!" and "Int"');

  test('gives up after so many fields', () => {
    const document = parse(`{ ${'i '.repeat(200)} }`);
    expect(() => findMergeConflict(schema, document, 100)).toThrow(TooManyFields);
  });

  test('judges every valid document as the rule of the library does', () => {
    let conflicts = 0;
    fc.assert(
      fc.property(documents(), (text) => {
        const document = parse(text);
        const others = specifiedRules.filter((rule) => rule !== OverlappingFieldsCanBeMergedRule);
        fc.pre(validate(schema, document, [NoFragmentCyclesRule]).length === 0);
        fc.pre(validate(schema, document, others).length === 0);
        const expected = validate(schema, document, [OverlappingFieldsCanBeMergedRule]).length > 0;
        if (expected) conflicts++;
        expect([text, conflict(text) !== null]).toEqual([text, expected]);
      }),
      { numRuns: 1_500 },
    );
    expect(conflicts).toBeGreaterThan(50);
  });
});

const FIELDS: Readonly<Record<string, readonly (readonly [string, string | null])[]>> = {
  Query: [
    ['i', null],
    ['s', null],
    ['f(x: 1)', null],
    ['f(x: 2)', null],
    ['q', 'Query'],
    ['pet', 'Pet'],
    ['dog', 'Dog'],
    ['any', 'Any'],
  ],
  Pet: [
    ['name', null],
    ['s', null],
    ['other', 'Pet'],
    ['home(x: 1)', 'Query'],
  ],
  Dog: [
    ['name', null],
    ['i', null],
    ['x', null],
    ['other', 'Pet'],
    ['home(x: 2)', 'Query'],
  ],
  Cat: [
    ['name', null],
    ['i', null],
    ['x', null],
    ['other', 'Pet'],
    ['home(x: 1)', 'Query'],
  ],
  Any: [['__typename', null]],
};
const CONDITIONS: Readonly<Record<string, readonly string[]>> = {
  Query: ['Query'],
  Pet: ['Pet', 'Dog', 'Cat', 'Any'],
  Dog: ['Dog', 'Pet', 'Any'],
  Cat: ['Cat', 'Pet', 'Any'],
  Any: ['Dog', 'Cat', 'Pet', 'Any'],
};

function documents(): fc.Arbitrary<string> {
  return fc
    .tuple(selectionSets('Query', 4), selectionSets('Query', 2), selectionSets('Pet', 2))
    .map(([root, query, pet]) => {
      const used = `${root}${query}${pet}`;
      const ofQuery = used.includes('...ofQuery') ? ` fragment ofQuery on Query ${query}` : '';
      const ofPet = `${root}${ofQuery}${pet}`.includes('...ofPet') ? ` fragment ofPet on Pet ${pet}` : '';
      return `${root}${ofQuery}${ofPet}`;
    });
}

function selectionSets(type: string, depth: number): fc.Arbitrary<string> {
  return fc
    .array(depth === 0 ? fc.constant('__typename') : selections(type, depth), { minLength: 1, maxLength: 4 })
    .map((some) => `{ ${some.join(' ')} }`);
}

function selections(type: string, depth: number): fc.Arbitrary<string> {
  const field = fc
    .tuple(fc.constantFrom('', '', 'a: ', 'b: '), fc.constantFrom(...FIELDS[type]!))
    .chain(([alias, [name, below]]) =>
      below === null
        ? fc.constant(`${alias}${name}`)
        : selectionSets(below, depth - 1).map((set) => `${alias}${name} ${set}`),
    );
  const inline = fc
    .constantFrom(...CONDITIONS[type]!)
    .chain((condition) => selectionSets(condition, depth - 1).map((set) => `... on ${condition} ${set}`));
  const spread = type === 'Query' ? ['...ofQuery'] : ['...ofPet'];
  return fc.oneof({ weight: 5, arbitrary: field }, { weight: 2, arbitrary: inline }, fc.constantFrom(...spread));
}
