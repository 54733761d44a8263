import { visit, type OperationDefinitionNode } from 'graphql';

export interface RenamedVariables {
  readonly operation: OperationDefinitionNode;
  /** The former name of each variable that was renamed. */
  readonly clientNames: ReadonlyMap<string, string>;
}

/** The names of variables that the planner and the executor bring with them. */
const OURS = /^(representations|r\d+|contextualArgument_.*)$/;

/** Renames a client's variables where their names would be taken for ours. */
export function renameVariables(operation: OperationDefinitionNode): RenamedVariables {
  const names = (operation.variableDefinitions ?? []).map(({ variable }) => variable.name.value);
  const taken = new Set(names);
  const renamed = new Map<string, string>();
  for (const name of names.filter((one) => OURS.test(one))) {
    let free = `client_${name}`;
    while (taken.has(free)) free = `${free}_`;
    taken.add(free);
    renamed.set(name, free);
  }
  if (renamed.size === 0) return { operation, clientNames: new Map() };
  const visited = visit(operation, {
    Variable(node) {
      const to = renamed.get(node.name.value);
      return to === undefined ? undefined : { ...node, name: { ...node.name, value: to } };
    },
  });
  return { operation: visited, clientNames: new Map([...renamed].map(([from, to]) => [to, from])) };
}
