import type { SchemaElement } from '@apollo/federation-internals';
import { answeredFields, fieldTypes, lineOf } from './definitions.js';
import type { Use } from './messages.js';
import { protectionOf } from './read-protection.js';
import { suppressionText } from './read-suppression.js';
import type { ReadSubgraph } from './read-subgraph.js';

/**
 * Where a candidate protects a type or field otherwise than another subgraph: by directives that differ, or by answering
 * a protected field without any. Adding fields to a protected type is neither.
 */
export function readOtherProtection(
  candidate: ReadSubgraph,
  others: readonly ReadSubgraph[],
  keyed: ReadonlySet<string>,
): Use[] {
  return elementsOf(candidate, keyed).flatMap(({ element, coordinate, isAnswer }) => {
    const own = wholeProtection(candidate, element);
    const differing = others.filter((other) => {
      const counterpart = elementAt(other, coordinate);
      if (counterpart === undefined) return false;
      const theirs = wholeProtection(other, counterpart);
      return own !== theirs && (own !== '' || isAnswer);
    });
    if (differing.length === 0) return [];
    const sources = [candidate.line(lineOf(element))];
    return [{ act: 'PROTECTION' as const, coordinate, sources, others: differing.map(({ name }) => name) }];
  });
}

/** Who may see it, and how small numbers stay out of it. */
function wholeProtection(read: ReadSubgraph, element: SchemaElement<never, never>): string {
  return `${protectionOf(read, element)} ${suppressionText(read, element)}`.trim();
}

interface Protectable {
  readonly element: SchemaElement<never, never>;
  readonly coordinate: string;
  /** Whether the candidate answers it in the place of the other. */
  readonly isAnswer: boolean;
}

function elementsOf(candidate: ReadSubgraph, keyed: ReadonlySet<string>): Protectable[] {
  const types = candidate.types.map((type) => ({
    element: type as unknown as SchemaElement<never, never>,
    coordinate: type.name,
    isAnswer: false,
  }));
  const fields = fieldTypes(candidate).flatMap((type) =>
    answeredFields(candidate, type).map((field) => ({
      element: field as unknown as SchemaElement<never, never>,
      coordinate: field.coordinate,
      isAnswer: !keyed.has(field.coordinate),
    })),
  );
  return [...types, ...fields];
}

function elementAt(other: ReadSubgraph, coordinate: string): SchemaElement<never, never> | undefined {
  const [typeName = '', fieldName] = coordinate.split('.');
  if (fieldName === undefined) return other.subgraph.schema.type(typeName) as never;
  return other.withFields.get(typeName)?.field(fieldName) as never;
}
