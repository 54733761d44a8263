import type { ConstDirectiveNode } from 'graphql';
import { argumentOf, directivesOf } from './join-directives.js';
import { hasFields, type SupergraphTypes } from './supergraph-types.js';

/**
 * Puts the keys of every type by which it can be resolved before the others, since the planner enters a subgraph again
 * by the first key that its inputs satisfy. The others stay: interface objects need them.
 */
export function putResolvableKeysFirst(types: SupergraphTypes): void {
  for (const type of types.all()) {
    const keys = directivesOf(type, 'join__type');
    if (!hasFields(type) || keys.every(isResolvable)) continue;
    const others = (type.directives ?? []).filter((directive) => !keys.includes(directive));
    const sorted = [...keys.filter(isResolvable), ...keys.filter((key) => !isResolvable(key))];
    types.replace({ ...type, directives: [...others, ...sorted] });
  }
}

function isResolvable(key: ConstDirectiveNode): boolean {
  return argumentOf(key, 'resolvable') !== false;
}
