import { describe, expect, test } from '@jest/globals';
import { parse, print } from 'graphql';
import { composeSubgraphs } from '../../test/federation/support/compose.js';
import { prepareForPlanner, type PreparedSupergraph } from './prepare-for-planner.js';

function prepare(subgraphs: Readonly<Record<string, string>>) {
  const sdl = composeSubgraphs(
    Object.fromEntries(Object.entries(subgraphs).map(([name, one]) => [name, { sdl: one }])),
  );
  const prepared = prepareForPlanner(parse(sdl), '__j', 'usual');
  return { ...prepared, sdl, text: print(prepared.document) };
}

/** The definition of a type, on one line. */
function typeOf({ document }: Pick<PreparedSupergraph, 'document'>, name: string): string {
  const type = document.definitions.find((node) => 'name' in node && node.name?.value === name);
  return print(type!).replaceAll(/\s+/g, ' ');
}

describe('prepareForPlanner()', () => {
  test('leaves a supergraph alone that gives no reason', () => {
    const { sdl, text, syntheticFields, services } = prepare({
      a: 'type Query { t: T } type T @key(fields: "id") { id: ID!  a(n: Int): Int }',
      b: 'type T @key(fields: "id") { id: ID!  a(n: Int): Int @external  b: Int @requires(fields: "a") }',
    });
    expect(text).toBe(print(parse(sdl)));
    expect({ syntheticFields, services }).toEqual({ syntheticFields: {}, services: {} });
  });

  test('puts resolvable keys first', () => {
    const prepared = prepare({
      a: 'type Query { t: T } type T @key(fields: "id", resolvable: false) @key(fields: "id code") { id: ID!  code: ID! }',
      b: 'type T @key(fields: "id") @key(fields: "id code") { id: ID!  code: ID!  b: Int }',
    });
    expect(prepared.sdl).toMatch(/graph: A, key: "id", resolvable: false\)\s+@join__type\(graph: A, key: "id code"\)/);
    expect(typeOf(prepared, 'T')).toMatch(
      /A, key: "id code"\) @join__type\(graph: B, .* @join__type\(graph: A, key: "id", resolvable: false\) {/,
    );
  });

  describe('for @requires with arguments', () => {
    const prepared = prepare({
      a: `
        type Query { t: T }
        type T @key(fields: "id") { id: ID!  price(in: String, n: Int): Int  part: Part  node: Node }
        type Part @shareable { size(in: String): Int }
        interface Node { name(short: Boolean): String }
        type One implements Node { name(short: Boolean): String }
        type Two implements Node { name(short: Boolean): String }`,
      b: `
        type T @key(fields: "id") { id: ID!  price(in: String, n: Int): Int @external  part: Part @external  node: Node @external
          euro: Int @requires(fields: "price(n: 1, in: \\"EUR\\")")
          again: Int @requires(fields: "price(in: \\"EUR\\", n: 1)")
          inch: Int @requires(fields: "part { size(in: \\"i\\") }")
          named: Int @requires(fields: "node { name(short: true) }") }
        type Part @shareable { size(in: String): Int }
        interface Node { name(short: Boolean): String }
        type One implements Node { name(short: Boolean): String @external }
        type Two implements Node { name(short: Boolean): String @external }`,
    });

    test('adds a field without arguments for each call, where it belongs', () => {
      expect(prepared.syntheticFields).toEqual({
        price__jr0: { name: 'price', argumentsText: '(in: "EUR", n: 1)' },
        size__jr1: { name: 'size', argumentsText: '(in: "i")' },
        name__jr2: { name: 'name', argumentsText: '(short: true)' },
      });
      expect(typeOf(prepared, 'T')).toContain(
        'price__jr0: Int @join__field(graph: A) @join__field(graph: B, external: true)',
      );
      expect(typeOf(prepared, 'Part')).toContain('size__jr1: Int');
      for (const type of ['Node', 'One', 'Two']) expect(typeOf(prepared, type)).toContain('name__jr2: String');
    });

    test('requires it in the place of the call', () => {
      const type = typeOf(prepared, 'T');
      expect(type).toContain('euro: Int @join__field(graph: B, requires: "price__jr0")');
      expect(type).toContain('again: Int @join__field(graph: B, requires: "price__jr0")');
      expect(type).toContain('requires: "part{size__jr1}"');
      expect(type).toContain('requires: "node{name__jr2}"');
    });
  });

  test('moves fields that want one field with different arguments into subgraphs of their own', () => {
    const prepared = prepare({
      a: 'type Query { t: T } type T @key(fields: "id") { id: ID!  price(in: String): Int }',
      b: `type T @key(fields: "id") { id: ID!  price(in: String): Int @external  other: Int
        euro: Int @requires(fields: "price(in: \\"EUR\\")")  plain: Int @requires(fields: "price") }`,
    });
    expect(prepared.services).toEqual({ B__j0: 'b' });
    const type = typeOf(prepared, 'T');
    expect(type).toContain('euro: Int @join__field(graph: B__j0, requires: "price__jr0")');
    expect(type).toContain('plain: Int @join__field(graph: B, requires: "price")');
    expect(type).toContain('@join__type(graph: B__j0, key: "id")');
    expect(type).toContain('other: Int @join__field(graph: B)');
    expect(typeOf(prepared, 'join__Graph')).toContain(
      'B__j0 @join__graph(name: "B__j0", url: "http://b.invalid/graphql")',
    );
  });

  test('moves a required field that requires others, with all that it leads to', () => {
    const prepared = prepare({
      a: 'type Query { t: T } type T @key(fields: "id") { id: ID!  a: Int }',
      b: `
        type Query { other: Other }
        type T @key(fields: "id") { id: ID!  a: Int @external  b(order: Order, by: By): Any @requires(fields: "a")  plain: Plain }
        union Any = Plain | Rich
        type Plain { n: Int }
        type Rich implements Has { has: Colour  other: Other }
        interface Has { has: Colour }
        enum Colour { RED }
        enum Order { UP }
        input By { colour: Colour }
        type Other { o: Int }
        type Apart { x: Int }`,
      c: `
        type T @key(fields: "id") { id: ID!  b(order: Order, by: By): Any @external  c: Int @requires(fields: "b { ... on Plain { n } }") }
        union Any = Plain
        type Plain { n: Int @external }
        enum Order { UP }
        input By { colour: Colour }
        enum Colour { RED }`,
    });
    expect(prepared.services).toEqual({ B__j0: 'b' });
    const has = (name: string) => typeOf(prepared, name).includes('B__j0');
    expect(['T', 'Any', 'Plain', 'Rich', 'Colour', 'Order', 'Other', 'Query'].filter(has)).toHaveLength(8);
    expect(['Apart'].filter(has)).toEqual([]);
    expect(typeOf(prepared, 'Query')).toContain('other: Other @join__field(graph: B)');
    expect(typeOf(prepared, 'T')).toContain('plain: Plain @join__field(graph: B)');
  });

  test('takes external fields out of a subgraph when all that requires them has moved', () => {
    const prepared = prepare({
      a: `type Query { t: T } type T @key(fields: "id") { id: ID!  x: Int @external  y: Int @external  z: Int @external
        b: Int @requires(fields: "x y")  beside: Int @requires(fields: "y")  apart: Int @requires(fields: "z") }`,
      b: `type T @key(fields: "id") { id: ID!  x: Int  y: Int  z: Int  b: Int @external  c: Int @requires(fields: "b") }`,
    });
    expect(prepared.services).toEqual({ A__j0: 'a', A__j1: 'a' });
    const type = typeOf(prepared, 'T');
    expect(type).toContain('x: Int @join__field(graph: B) @join__field(graph: A__j0, external: true)');
    expect(type).toContain(
      'y: Int @join__field(graph: B) @join__field(graph: A__j0, external: true) @join__field(graph: A__j1, external: true)',
    );
    expect(type).toContain('z: Int @join__field(graph: A, external: true) @join__field(graph: B)');
  });
});
