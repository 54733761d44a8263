import { Kind, type ConstDirectiveNode, type DefinitionNode, type DocumentNode, type NameNode } from 'graphql';
import type { Lint } from './lint-subgraph.js';
import { givenText } from '../../kit/given-arguments.js';

/** A day, or a moment in UTC. */
const DATE = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}Z)?$/;

/**
 * Finds what is deprecated without saying why or until when, and what should have gone by `today`, such as `2016-12-01`.
 * `docs/deprecation.md` says how a subgraph gets `@sunset`.
 */
export function lintDeprecations(document: DocumentNode, today: string): Lint[] {
  const parts = document.definitions.flatMap(partsOf);
  const found = parts.flatMap(({ coordinate, name, directives }) =>
    problemsOf(directives, today).map(({ code, text }) => ({
      code,
      message: `${coordinate} ${text}`,
      coordinate,
      name,
    })),
  );
  const first = parts.find(({ directives }) => named(directives, 'sunset') !== undefined);
  if (!first || isComposed(document)) return found;
  const message = 'Clients do not learn of @sunset: the schema does not compose it';
  return [...found, { code: 'LINT_SUNSET', message, coordinate: first.coordinate, name: first.name }];
}

interface Problem {
  readonly code: 'LINT_DEPRECATION' | 'LINT_SUNSET' | 'LINT_SUNSET_OVERDUE';
  readonly text: string;
}

function problemsOf(directives: readonly ConstDirectiveNode[], today: string): Problem[] {
  const deprecated = named(directives, 'deprecated');
  const sunset = named(directives, 'sunset');
  const problems: Problem[] = [];
  if (deprecated && !givenText(deprecated, 'reason')?.trim()) {
    problems.push({ code: 'LINT_DEPRECATION', text: 'is deprecated without a reason' });
  }
  if (deprecated && !sunset) problems.push({ code: 'LINT_SUNSET', text: 'is deprecated, and does not say until when' });
  if (!sunset) return problems;
  const date = givenText(sunset, 'date') ?? '';
  if (!deprecated) problems.push({ code: 'LINT_SUNSET', text: 'says until when it is there, and is not deprecated' });
  if (!DATE.test(date) || Number.isNaN(Date.parse(date))) {
    problems.push({ code: 'LINT_SUNSET', text: `goes on ${JSON.stringify(date.slice(0, 40))}, which is no date` });
  } else if (date.slice(0, 10) <= today) {
    problems.push({ code: 'LINT_SUNSET_OVERDUE', text: `was to go on ${date.slice(0, 10)}` });
  }
  return problems;
}

interface Part {
  readonly coordinate: string;
  readonly name: NameNode;
  readonly directives: readonly ConstDirectiveNode[];
}

function partsOf(definition: DefinitionNode): Part[] {
  if (!('name' in definition) || !definition.name) return [];
  const typeName = definition.name.value;
  if ('values' in definition) return (definition.values ?? []).map((value) => part(value, `${typeName}.`, ''));
  if (!('fields' in definition)) return [];
  return (definition.fields ?? []).flatMap((field) => {
    const args = 'arguments' in field ? (field.arguments ?? []) : [];
    return [
      part(field, `${typeName}.`, ''),
      ...args.map((argument) => part(argument, `${typeName}.${field.name.value}(`, ':)')),
    ];
  });
}

function part(node: Pick<Part, 'name'> & Partial<Pick<Part, 'directives'>>, before: string, after: string): Part {
  return { coordinate: `${before}${node.name.value}${after}`, name: node.name, directives: node.directives ?? [] };
}

function isComposed({ definitions }: DocumentNode): boolean {
  return definitions
    .flatMap((node) =>
      node.kind === Kind.SCHEMA_DEFINITION || node.kind === Kind.SCHEMA_EXTENSION ? (node.directives ?? []) : [],
    )
    .some((directive) => directive.name.value === 'composeDirective' && givenText(directive, 'name') === '@sunset');
}

function named(directives: readonly ConstDirectiveNode[], wanted: string): ConstDirectiveNode | undefined {
  return directives.find(({ name }) => name.value === wanted);
}
