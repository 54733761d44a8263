import type { DirectiveDefinition, SchemaElement } from '@apollo/federation-internals';
import type { ReadSubgraph } from './read-subgraph.js';

/** The protection that an element has in one subgraph, in a form in which equal ones are the same text; empty for none. */
export function protectionOf(read: ReadSubgraph, element: SchemaElement<never, never>): string {
  const metadata = read.subgraph.metadata();
  const definitions = [
    metadata.authenticatedDirective(),
    metadata.requiresScopesDirective(),
    metadata.policyDirective(),
  ];
  return definitions
    .flatMap((definition) =>
      [...(definition as DirectiveDefinition).applications()]
        .filter(({ parent }) => (parent as unknown) === element)
        .map((application) => `${definitions.indexOf(definition)} ${alternatives(application.arguments())}`),
    )
    .join('; ');
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
