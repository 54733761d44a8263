/** The contracts explain themselves: everything a caller can name is described, and what is going away says why. */
import { describe, expect, test } from '@jest/globals';
import { Kind, parse, visit, type ASTNode, type DirectiveNode } from 'graphql';
import { repositoryFiles, textOf } from './support/repository-files.js';

const contracts = repositoryFiles(':(glob)schema/*.graphql').filter((file) => file !== 'schema/supergraph.graphql');

test.each(contracts)('%s describes everything and gives a reason for each deprecation', (file) => {
  expect(styleProblems(textOf(file) ?? '')).toEqual([]);
});

describe('styleProblems() finds', () => {
  const check = (title: string, sdl: string, problems: string[]) =>
    test(title, () => {
      expect(styleProblems(sdl)).toEqual(problems);
    });

  check('a type without a description', 'type A { "B." b: Int }', ['line 1: A has no description']);
  check('a field without a description', '"A." type A { b: Int }', ['line 1: A.b has no description']);
  check('an empty description', '"A." type A { " " b: Int }', ['line 1: A.b has no description']);
  check('an argument', '"A." type A { "B." b(c: Int): Int }', ['line 1: A.b.c has no description']);
  check('a field of an extended type', 'extend type A { b: Int }', ['line 1: A.b has no description']);
  check('a field of an interface', '"A." interface A { b: Int }', ['line 1: A.b has no description']);
  check('an input field', '"A." input A { b: Int }', ['line 1: A.b has no description']);
  check('an enum value', '"A." enum A { B }', ['line 1: A.B has no description']);
  check('a union', '\nunion A = B', ['line 2: A has no description']);
  check('a scalar', 'scalar A', ['line 1: A has no description']);
  check('a directive and its argument', 'directive @a(b: Int) on FIELD', [
    'line 1: a has no description',
    'line 1: a.b has no description',
  ]);
  check('a deprecation without a reason', '"A." type A { "B." b: Int @deprecated }', [
    'line 1: A.b is deprecated without a reason',
  ]);
  check('a deprecation with an empty reason', '"A." enum A { "B." B @deprecated(reason: " ") }', [
    'line 1: A.B is deprecated without a reason',
  ]);
  check('nothing wrong', '"A." type A { "B." b("C." c: Int): Int @deprecated(reason: "Use d.") }', []);
});

/** What the SDL leaves unexplained, in the order of its lines. */
function styleProblems(sdl: string): string[] {
  const problems: string[] = [];
  const names: string[] = [];
  visit(parse(sdl), {
    enter(node) {
      if (!('name' in node) || node.name === undefined || !isNamed(node)) return;
      names.push(node.name.value);
      const subject = `line ${node.loc?.startToken.line}: ${names.join('.')}`;
      if (mustBeDescribed(node) && !hasDescription(node)) problems.push(`${subject} has no description`);
      const deprecated = 'directives' in node && node.directives?.find(({ name }) => name.value === 'deprecated');
      if (deprecated && !hasReason(deprecated)) {
        problems.push(`${subject} is deprecated without a reason`);
      }
    },
    leave(node) {
      if ('name' in node && node.name !== undefined && isNamed(node)) names.pop();
    },
  });
  return problems;
}

/** Definitions and extensions of types and directives, and what stands in them. */
function isNamed(node: ASTNode): boolean {
  return /(Definition|Extension)$/.test(node.kind) && node.kind !== Kind.OPERATION_TYPE_DEFINITION;
}

/** An extension adds to a type that is described where it is defined. */
function mustBeDescribed(node: ASTNode): boolean {
  return node.kind.endsWith('Definition');
}

function hasDescription(node: ASTNode): boolean {
  return 'description' in node && node.description !== undefined && node.description.value.trim() !== '';
}

function hasReason(deprecated: DirectiveNode): boolean {
  const reason = deprecated.arguments?.find(({ name }) => name.value === 'reason')?.value;
  return reason?.kind === Kind.STRING && reason.value.trim() !== '';
}
