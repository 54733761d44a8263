import { Kind, type ConstDirectiveNode, type DefinitionNode, type NameNode, type StringValueNode } from 'graphql';
import { ROOT_TYPES } from './definitions.js';
import type { Problem } from './messages.js';
import type { ReadSubgraph } from './read-subgraph.js';

/** So many are told; whoever mends them sees the others next time. */
const PROBLEMS_MAX = 20;

/** What a schema should do better and may be published with: names, descriptions, reasons of deprecations. */
export function lintSubgraph({ document, line }: ReadSubgraph): Problem[] {
  const found = document.definitions.flatMap((definition) => lintDefinition(definition));
  return found.slice(0, PROBLEMS_MAX).map(({ code, message, coordinate, name }) => ({
    code,
    severity: 'WARNING',
    message,
    coordinate,
    sources: [line(name.loc?.startToken.line ?? 1)],
  }));
}

interface Lint {
  readonly code: 'LINT_NAMING' | 'LINT_DESCRIPTION' | 'LINT_DEPRECATION';
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
    ...(member.directives ?? []).flatMap((directive) => lintDeprecation(directive, member, coordinate)),
  ];
}

function lintName(name: NameNode, coordinate: string, pattern: RegExp, form: string): Lint[] {
  if (pattern.test(name.value)) return [];
  return [{ code: 'LINT_NAMING', message: `${coordinate} is not written in ${form}`, coordinate, name }];
}

function lintDeprecation(directive: ConstDirectiveNode, { name }: Member, coordinate: string): Lint[] {
  if (directive.name.value !== 'deprecated') return [];
  const reason = directive.arguments?.find((argument) => argument.name.value === 'reason')?.value;
  if (reason?.kind === Kind.STRING && reason.value.trim() !== '') return [];
  return [{ code: 'LINT_DEPRECATION', message: `${coordinate} is deprecated without a reason`, coordinate, name }];
}

function undescribed(name: NameNode, coordinate: string): Lint {
  return { code: 'LINT_DESCRIPTION', message: `${coordinate} has no description`, coordinate, name };
}

function isDescribed({ description }: Member): boolean {
  return description !== undefined && description.value.trim() !== '';
}
