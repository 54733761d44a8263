import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { buildSchema, parse, type OperationDefinitionNode } from 'graphql';
import { createFieldNamer } from '../plan/name-fields.js';
import { compileProjector } from './compile-projector.js';
import type { ResponseError } from './graphql-error.js';
import type { Tree } from './program.js';
import { project } from './project.js';
import { projectExactly } from './project-exactly.js';
import { projectionOf, type ObjectShape } from './projection.js';
import { Providers, selectedBy } from './selected.js';
import type { TypeFacts } from './type-facts.js';

const schema = buildSchema(`
  type Query { thing: Thing  must: Thing!  list: [Thing!]  lists: [[Int]!]  any: Any  node: Node  raw: Raw }
  type Thing implements Node { id: ID!  int: Int  float: Float!  text: String  flag: Boolean  colour: Colour  thing: Thing  __proto__: Int }
  type Part implements Node { id: ID!  n: Int! }
  interface Node { id: ID! }
  union Any = Thing | Part
  enum Colour { RED constructor }
  scalar Raw
`);

const types: TypeFacts = {
  isOfType: (typeName, condition) => typeName === condition || ['Node', 'Any'].includes(condition),
  isObjectType: (name) => name === 'Thing' || name === 'Part',
  isInterfaceObject: (name) => name === 'Node',
  hasCustomScalar: () => false,
  keysOf: () => [],
};

/** The shape of an operation of which everything but `missing` is fetched. */
function shapeOf(text: string, missing = ''): ObjectShape {
  const operation = parse(text).definitions[0] as OperationDefinitionNode;
  const providers = new Providers();
  const fetched = (parse(missing === '' ? text : missing).definitions[0] as OperationDefinitionNode).selectionSet;
  providers.add([], selectedBy(fetched));
  const chosen = { operation, fragments: new Map(), conditions: {}, deferred: [] };
  return projectionOf({ schema, types, chosen, nameOf: createFieldNamer(chosen, { marker: '__j', schema }), providers })
    .root;
}

const ALL = `{
  thing { id int float text flag colour thing { id } }
  must { __typename id }
  list { id thing { text } }
  lists
  any { __typename ... on Thing { text } ... on Part { n } }
  node { id ... on Part { n } }
  raw
}`;

const leaf = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    undefined,
    0,
    -0,
    1,
    1.5,
    2 ** 31,
    NaN,
    Infinity,
    2 ** 53,
    '',
    'a',
    true,
    false,
    'RED',
    'constructor',
    {},
    [],
  ),
);
const object: fc.Arbitrary<unknown> = fc.letrec<{ object: unknown; value: unknown }>((tie) => ({
  object: fc.record(
    {
      __typename: fc.constantFrom<unknown>('Thing', 'Part', 'Node', 'Nope', 5),
      id: fc.constantFrom<unknown>('1', 2, 2 ** 53, null, {}),
      int: leaf,
      float: fc.constantFrom<unknown>(1, 1.5, null),
      text: leaf,
      flag: leaf,
      colour: leaf,
      n: leaf,
      thing: tie('value'),
    },
    { requiredKeys: [] },
  ),
  value: fc.oneof({ maxDepth: 3 }, leaf, tie('object')),
})).object;
const tree = fc.record(
  {
    thing: object,
    must: object,
    list: fc.oneof(leaf, fc.array(object)),
    lists: fc.oneof(leaf, fc.array(fc.oneof(leaf, fc.array(leaf)))),
    any: object,
    node: object,
    raw: leaf,
  },
  { requiredKeys: [] },
);

describe('project()', () => {
  test('answers the same whether it is compiled or exact', () => {
    const shape = shapeOf(ALL);
    const projector = compileProjector(shape);
    fc.assert(
      fc.property(tree, (value) => {
        const errors: ResponseError[] = [];
        const exact = projectExactly(shape, value, { introspected: {}, errors });
        const compiled = projector(value, {});
        expect(compiled === undefined).toBe(errors.length > 0);
        if (compiled !== undefined) expect(compiled).toEqual(exact);
      }),
      { seed: 1, numRuns: 2_000 },
    );
  });

  const check = (
    title: string,
    [text, missing]: readonly [string, string?],
    value: Tree,
    ...[expected, paths = []]: readonly [unknown, string[]?]
  ) =>
    test(title, () => {
      const errors: ResponseError[] = [];
      const data = project(shapeOf(text, missing), value, { introspected: {}, errors });
      expect(JSON.parse(JSON.stringify(data))).toEqual(expected);
      expect(errors.map(({ path, extensions }) => `${path?.join('.')} ${extensions.code}`)).toEqual(paths);
    });

  check(
    'keeps the order of the client and its aliases',
    ['{ b: raw thing { text id } }', '{ raw thing { text id } }'],
    { thing: { id: 1, text: 'x' }, raw: 5 },
    { b: 5, thing: { text: 'x', id: '1' } },
  );
  check(
    'makes a key named __proto__ an ordinary one',
    ['{ __proto__: raw }', '{ raw }'],
    { raw: 1 },
    JSON.parse('{"__proto__":1}'),
  );
  check('takes no number that JSON cannot have for a custom scalar', ['{ raw }'], { raw: Infinity }, { raw: null }, [
    'raw INVALID_SUBGRAPH_RESPONSE',
  ]);
  check(
    'says what no fetch brings',
    ['{ thing { id text } }', '{ thing { id } }'],
    { thing: { id: 1, text: 'x' } },
    { thing: { id: '1', text: null } },
    ['thing.text FIELD_UNAVAILABLE'],
  );
  check(
    'says what no fetch brings for one type',
    ['{ any { ... on Thing { id } ... on Part { id } } }', '{ any { __typename ... on Thing { id } } }'],
    { any: { __typename: 'Part', id: 1 } },
    { any: null },
    ['any.id FIELD_UNAVAILABLE'],
  );
  check(
    'needs no type for the fields of an interface that some subgraph knows as an object',
    ['{ node { id ... on Part { n } } }'],
    { node: { id: 1 } },
    { node: { id: '1' } },
  );
  check(
    'cannot name the type of such an object',
    ['{ node { __typename id } }'],
    { node: { __typename: 'Node', id: 1 } },
    { node: null },
    ['node.__typename FIELD_UNAVAILABLE'],
  );
  check('needs the type of any other', ['{ any { ... on Part { n } } }'], { any: { n: 1 } }, { any: null }, [
    'any INVALID_SUBGRAPH_RESPONSE',
  ]);
});
