import { type ConstDirectiveNode, type DefinitionNode, type NameNode, type StringValueNode } from 'graphql';
import { ROOT_TYPES } from './definitions.js';
import { lintDeprecations } from './lint-deprecations.js';
import type { Problem } from './messages.js';
import type { ReadSubgraph } from './read-subgraph.js';

export type LintCode = 'LINT_NAMING' | 'LINT_DESCRIPTION' | 'LINT_DEPRECATION' | 'LINT_SUNSET' | 'LINT_SUNSET_OVERDUE';

/** So many of each kind are told; whoever mends them sees the others next time. */
const PROBLEMS_MAX = 20;

/** What a schema should do better and may be published with: names, descriptions, deprecations. */
export function lintSubgraph({ document, line }: ReadSubgraph): Problem[] {
  const today = new Date().toISOString().slice(0, 10);
  const found = [
    ...lintDeprecations(document, today).slice(0, PROBLEMS_MAX),
    ...document.definitions.flatMap((definition) => lintDefinition(definition)).slice(0, PROBLEMS_MAX),
  ];
  return found.map(({ code, message, coordinate, name }) => ({
    code,
    severity: 'WARNING',
    message,
    coordinate,
    sources: [line(name.loc?.startToken.line ?? 1)],
  }));
}

/** Something that a schema should do better. */
export interface Lint {
  readonly code: LintCode;
  readonly message: string;
  readonly coordinate: string;
  readonly name: NameNode;
}

interface Member {
  readonly name: NameNode;
  readonly description?: StringValueNode | undefined;
  readonly directives?: readonly ConstDirectiveNode[] | undefined;
}

function lintDefinition(definition: DefinitionNode): Lint[] {
  if (!/Type(Definition|Extension)$/.test(definition.kind) || !('name' in definition) || !definition.name) return [];
  const { name } = definition;
  const fields: readonly Member[] = 'fields' in definition ? (definition.fields ?? []) : [];
  const values: readonly Member[] = 'values' in definition ? (definition.values ?? []) : [];
  const isExtension = definition.kind.endsWith('Extension') || ROOT_TYPES.has(name.value);
  return [
    ...lintName(name, name.value, /^[A-Z][A-Za-z0-9]*$/, 'PascalCase'),
    ...(isExtension || isDescribed(definition as Member) ? [] : [undescribed(name, name.value)]),
    ...fields.flatMap((field) => lintMember(field, name.value, /^[a-z][A-Za-z0-9]*$/, 'camelCase')),
    ...values.flatMap((value) => lintMember(value, name.value, /^[A-Z][A-Z0-9_]*$/, 'UPPER_CASE')),
  ];
}

function lintMember(member: Member, typeName: string, pattern: RegExp, form: string): Lint[] {
  const coordinate = `${typeName}.${member.name.value}`;
  const isExternal = member.directives?.some(({ name }) => /external$/.test(name.value));
  return [
    ...lintName(member.name, coordinate, pattern, form),
    ...(isExternal || isDescribed(member) ? [] : [undescribed(member.name, coordinate)]),
  ];
}

function lintName(name: NameNode, coordinate: string, pattern: RegExp, form: string): Lint[] {
  if (pattern.test(name.value)) return [];
  return [{ code: 'LINT_NAMING', message: `${coordinate} is not written in ${form}`, coordinate, name }];
}

function undescribed(name: NameNode, coordinate: string): Lint {
  return { code: 'LINT_DESCRIPTION', message: `${coordinate} has no description`, coordinate, name };
}

function isDescribed({ description }: Member): boolean {
  return description !== undefined && description.value.trim() !== '';
}
