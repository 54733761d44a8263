import type { QueryPlanSelectionNode } from '@apollo/query-planner';
import { Kind } from 'graphql';
import { parseFieldSet } from '../supergraph/prepare/field-sets.js';
import { generate, read } from './generate.js';
import type { Inputs } from './program.js';
import type { TypeFacts } from './type-facts.js';

/**
 * Compiles the comparison of what objects are represented by. It compares values and types as they are, so that objects
 * with equal lists or objects in them may count as different.
 */
export function compileInputs(requires: readonly QueryPlanSelectionNode[], subgraph: string, types: TypeFacts): Inputs {
  const keys = [...inputKeys(requires)];
  const mark = markOf(requires, subgraph, types) ?? keys.find((key) => key !== '__typename') ?? '__typename';
  // What tells most objects apart is compared first.
  const same = [mark, ...keys.filter((key) => key !== mark)].map(
    (key) => `${read('some', key)} === ${read('other', key)}`,
  );
  return {
    mark: generate(`(target) => ${read('target', mark)}`),
    areSame: generate(`(some, other) => ${same.join(' && ')}`),
  };
}

/** The keys of the tree that representations are made from, whatever the type. */
function inputKeys(selections: readonly QueryPlanSelectionNode[], into = new Set(['__typename'])): Set<string> {
  for (const selection of selections) {
    if (selection.kind === 'Field') into.add(selection.alias ?? selection.name);
    else inputKeys(selection.selections, into);
  }
  return into;
}

/** The first field of a key of the entity. */
function markOf(requires: readonly QueryPlanSelectionNode[], subgraph: string, types: TypeFacts): string | undefined {
  for (const selection of requires) {
    if (selection.kind !== 'InlineFragment' || selection.typeCondition === undefined) continue;
    for (const key of types.keysOf(subgraph, selection.typeCondition)) {
      const [first] = parseFieldSet(key).selections;
      const name = first?.kind === Kind.FIELD && !first.selectionSet ? first.name.value : undefined;
      if (selection.selections.some((field) => field.kind === 'Field' && (field.alias ?? field.name) === name))
        return name;
    }
  }
  return undefined;
}
