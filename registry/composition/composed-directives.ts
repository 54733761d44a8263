import type { CoreFeature, DirectiveDefinition } from '@apollo/federation-internals';
import type { ReadSubgraph } from './read-subgraph.js';

const APOLLO_SPECIFICATIONS = 'https://specs.apollo.dev/';

/** A directive that a subgraph brings into the supergraph by `@composeDirective`. */
export interface ComposedDirective {
  readonly definition: DirectiveDefinition;
  readonly feature: CoreFeature;
  /** What its specification calls it. */
  readonly nameInFeature: string | null;
}

/** The directives that a subgraph composes, other than those of federation. */
export function composedDirectives({ subgraph }: ReadSubgraph): ComposedDirective[] {
  const { schema } = subgraph;
  return [...subgraph.metadata().composeDirective().applications()].flatMap((application) => {
    const name: unknown = application.arguments().name;
    const definition = typeof name === 'string' ? schema.directive(name.replace(/^@/, '')) : undefined;
    const source = definition && schema.coreFeatures?.sourceFeature(definition);
    if (!definition || !source || isApollos(source.feature)) return [];
    return [{ definition, feature: source.feature, nameInFeature: source.nameInFeature }];
  });
}

/** Whether a specification is one of specs.apollo.dev. */
export function isApollos({ url }: CoreFeature): boolean {
  return url.identity.startsWith(APOLLO_SPECIFICATIONS);
}
