import { describe, expect, test } from '@jest/globals';
import { nestingOf } from './scan-document.js';

describe('nestingOf()', () => {
  const check = (text: string, nesting: number) =>
    test(JSON.stringify(text), () => expect(nestingOf(text)).toBe(nesting));

  check('', 0);
  check('{ a }', 1);
  check('{ a(b: [{ c: 1 }]) { d } } { e }', 4);
  check('{{{', 3);
  check('}}}{', 0);
  check('{ a(b: "{{{") }', 2);
  check('{ a(b: "\\"{{{") }', 2);
  check('{ a(b: "\\\\") { b { c } } }', 3);
  check('{ a(b: """{ " { \\""" {""") }', 2);
  check('{ a(b: "") { b } }', 2);
  check('{ a(b: "{{{\n{{', 4);
  check('# {{{\n{ a # {{\r\n}', 1);
  check('"""{{', 0);
});
