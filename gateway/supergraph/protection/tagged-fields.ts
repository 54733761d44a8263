import { argumentOf, directivesOf, type Joined } from '../prepare/join-directives.js';
import { namedType, type SupergraphTypes } from '../prepare/supergraph-types.js';
import type { CoreFeature } from './core-features.js';

/** The names of the tags (https://specs.apollo.dev/tag) of each field, of its type and of the type that it gives, by `Type.field`. */
export function taggedFieldsOf(
  types: SupergraphTypes,
  features: readonly CoreFeature[],
): Readonly<Record<string, readonly string[]>> {
  const feature = features.find(({ identity }) => identity === 'https://specs.apollo.dev/tag');
  if (!feature) return {};
  const directive = feature.directiveName('tag');
  const tagsOf = (element: Joined | undefined): string[] =>
    element ? directivesOf(element, directive).map((tag) => String(argumentOf(tag, 'name'))) : [];
  const tagged = types.withFields().flatMap((type) =>
    (type.fields ?? []).map((field) => {
      const tags = [type, field, types.get(namedType(field.type))].flatMap(tagsOf);
      return [`${type.name.value}.${field.name.value}`, tags] as const;
    }),
  );
  return Object.fromEntries(tagged.filter(([, tags]) => tags.length > 0));
}
