import { Kind, print, type DocumentNode } from 'graphql';
import { argumentOf, directivesOf, type Joined } from '../supergraph/prepare/join-directives.js';
import { coreFeaturesOf } from '../supergraph/protection/core-features.js';

/** Reads what the directives of linked features say of a type or field, whatever the supergraph calls them. */
export interface MarkerDirectives {
  tagsOf(joined: Joined | undefined): string[];
  /** `@authenticated`, `@requiresScopes` and `@policy` as they are written. */
  protectionOf(joined: Joined | undefined): string[];
}

const PROTECTION = ['authenticated', 'requiresScopes', 'policy'] as const;

export function markerDirectives(document: DocumentNode): MarkerDirectives {
  const features = coreFeaturesOf(document);
  const nameOf = (feature: string) =>
    features.find(({ identity }) => identity.endsWith(`/${feature}`))?.directiveName(feature) ?? feature;
  const tag = nameOf('tag');
  const protection = new Map(PROTECTION.map((feature) => [nameOf(feature), feature]));
  return {
    tagsOf: (joined = {}) =>
      directivesOf(joined, tag).flatMap((directive) => {
        const name = argumentOf(directive, 'name');
        return typeof name === 'string' ? [name] : [];
      }),
    protectionOf: ({ directives = [] } = {}) =>
      directives.flatMap((directive) => {
        const feature = protection.get(directive.name.value);
        return feature === undefined ? [] : [print({ ...directive, name: { kind: Kind.NAME, value: feature } })];
      }),
  };
}
