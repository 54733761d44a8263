import type { Directive } from '@apollo/federation-internals';
import { fieldsOf, fieldTypes, lineOf, type Field } from './definitions.js';
import { contextTargets, targetsOf } from './field-sets.js';
import type { Problem } from './messages.js';
import type { ReadSubgraph } from './read-subgraph.js';
import { suppressOn } from './read-suppression.js';

/**
 * Finds fields without `@suppress` that are computed from figures with it, by `@requires` or `@fromContext`: a gateway hands
 * these on as they are, and cannot know what becomes of them.
 */
export function lintReceivedCounts(candidate: ReadSubgraph, others: readonly ReadSubgraph[]): Problem[] {
  const marked = new Set([candidate, ...others].flatMap(markedIn));
  if (marked.size === 0) return [];
  return fieldTypes(candidate)
    .flatMap((type) => fieldsOf(type))
    .filter((field) => suppressOn(candidate, field as never) === undefined)
    .flatMap((field) => receivedBy(candidate, field).map((coordinate) => ({ field, coordinate })))
    .filter(({ coordinate }) => marked.has(coordinate))
    .map(({ field, coordinate }) => ({
      code: 'SUPPRESS_RECEIVED',
      severity: 'WARNING',
      message: `${field.coordinate} receives ${coordinate} as it is, with its small numbers, and has no @suppress itself`,
      coordinate: field.coordinate,
      sources: [candidate.line(lineOf(field as never))],
    }));
}

function markedIn(read: ReadSubgraph): string[] {
  return fieldTypes(read)
    .flatMap((type) => fieldsOf(type))
    .filter((field) => suppressOn(read, field as never) !== undefined)
    .map(({ coordinate }) => coordinate);
}

function receivedBy(candidate: ReadSubgraph, field: Field): string[] {
  const metadata = candidate.subgraph.metadata();
  const contexts = field
    .arguments()
    .flatMap((argument) => argument.appliedDirectivesOf(metadata.fromContextDirective().name) as Directive[]);
  return [
    ...field
      .appliedDirectivesOf(metadata.requiresDirective())
      .flatMap((directive) => targetsOf(field.parent, directive)),
    ...contexts.flatMap((directive) => contextTargets(candidate, String(directive.arguments().field))),
  ];
}
