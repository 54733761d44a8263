import { argumentOf, directivesOf, graphOf } from './join-directives.js';
import { subgraphNames, type SupergraphTypes } from './supergraph-types.js';

/** For each subgraph by name the keys by which it resolves its entities, by type. */
export function entityKeysOf(types: SupergraphTypes): Record<string, Record<string, string[]>> {
  const names = subgraphNames(types);
  // Without a prototype, since a type may bear the name of what every object inherits.
  const keys = Object.create(null) as Record<string, Record<string, string[]>>;
  for (const type of types.withFields()) {
    for (const directive of directivesOf(type, 'join__type')) {
      const key = argumentOf(directive, 'key');
      const subgraph = names.get(graphOf(directive) ?? '');
      if (typeof key !== 'string' || subgraph === undefined || argumentOf(directive, 'resolvable') === false) continue;
      keys[subgraph] ??= Object.create(null) as Record<string, string[]>;
      (keys[subgraph][type.name.value] ??= []).push(key);
    }
  }
  return keys;
}
