import type { NamedType, SchemaElement } from '@apollo/federation-internals';
import { lineOf } from './definitions.js';
import type { Use } from './messages.js';
import type { ReadSubgraph } from './read-subgraph.js';
import { specifiedName } from './specified-name.js';

/**
 * What a candidate hides by `@inaccessible`. Arguments count as their field, values and input fields as their type: these
 * are what has an owner.
 */
export function readHidden(candidate: ReadSubgraph): Use[] {
  return candidate.types.flatMap((type) =>
    partsOf(type)
      .filter(({ element }) => isHidden(candidate, element))
      .map(({ element, coordinate }) => ({
        act: 'INACCESSIBLE' as const,
        coordinate,
        sources: [candidate.line(lineOf(element))],
        others: [],
      })),
  );
}

interface Part {
  readonly element: SchemaElement<never, never>;
  readonly coordinate: string;
}

function partsOf(type: NamedType): Part[] {
  const of = (elements: readonly unknown[], coordinate: string): Part[] =>
    elements.map((element) => ({ element: element as SchemaElement<never, never>, coordinate }));
  switch (type.kind) {
    case 'EnumType':
      return [...of([type], type.name), ...of(type.values, type.name)];
    case 'InputObjectType':
      return [...of([type], type.name), ...of(type.fields(), type.name)];
    case 'ObjectType':
    case 'InterfaceType':
      return [
        ...of([type], type.name),
        ...type.fields().flatMap((field) => of([field, ...field.arguments()], field.coordinate)),
      ];
    default:
      return of([type], type.name);
  }
}

function isHidden(read: ReadSubgraph, element: SchemaElement<never, never>): boolean {
  return element.appliedDirectives.some((directive) => specifiedName(read, directive as never) === 'inaccessible');
}
