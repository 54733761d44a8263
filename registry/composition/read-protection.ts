import type { SchemaElement } from '@apollo/federation-internals';
import type { ReadSubgraph } from './read-subgraph.js';
import { specifiedName } from './specified-name.js';

const PROTECTIONS: readonly string[] = ['authenticated', 'requiresScopes', 'policy'];

/** The protection that an element has in one subgraph, in a form in which equal ones are the same text; empty for none. */
export function protectionOf(read: ReadSubgraph, element: SchemaElement<never, never>): string {
  return protectionsOf(read, element)
    .map(({ name, given }) => `${name} ${alternatives(given)}`)
    .sort()
    .join('; ');
}

/** Whether the protection of an element keeps anybody out: one of which an alternative asks for nothing lets everybody. */
export function keepsOut(read: ReadSubgraph, element: SchemaElement<never, never>): boolean {
  return protectionsOf(read, element).some(({ name, given }) => {
    const anyOf = Object.values(given).flat() as unknown[];
    return (
      name === 'authenticated' || (anyOf.length > 0 && anyOf.every((all) => !Array.isArray(all) || all.length > 0))
    );
  });
}

function protectionsOf(read: ReadSubgraph, element: SchemaElement<never, never>) {
  return element.appliedDirectives
    .map((directive) => ({ name: specifiedName(read, directive as never) ?? '', given: directive.arguments() }))
    .filter(({ name }) => PROTECTIONS.includes(name));
}

/** Lists of alternatives, in which neither order counts. */
function alternatives(values: object): string {
  return Object.values(values)
    .map((value) =>
      Array.isArray(value)
        ? value
            .map((all) => (Array.isArray(all) ? all.map(String).sort().join('+') : String(all)))
            .sort()
            .join('|')
        : String(value),
    )
    .join();
}
