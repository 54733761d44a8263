import type { Directive, DirectiveDefinition } from '@apollo/federation-internals';
import { isApollos } from './composed-directives.js';
import type { ReadSubgraph } from './read-subgraph.js';

/**
 * What a directive is called where it is specified, by GraphQL or at specs.apollo.dev, for example `tag`: a schema may give
 * it another name, and may link it with federation or by itself. Undefined for any other directive.
 */
export function specifiedName(read: ReadSubgraph, directive: Directive): string | undefined {
  if (directive.definition?.isBuiltIn === true) return directive.name;
  return specifiedNameOf(read, directive);
}

/** The same of a definition of specs.apollo.dev. */
export function specifiedNameOf(
  { subgraph }: ReadSubgraph,
  directive: Directive | DirectiveDefinition,
): string | undefined {
  const source = subgraph.schema.coreFeatures?.sourceFeature(directive);
  return source && isApollos(source.feature) ? (source.nameInFeature ?? undefined) : undefined;
}
