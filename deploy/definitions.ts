import { JoineryError } from '../kit/errors.js';
import { SUBGRAPH_PORTS, type SubgraphDefinition, type SubgraphName } from '../subgraphs/kit/subgraph-definition.js';

/** All subgraphs, in the order in which they start. */
export const SUBGRAPH_NAMES = Object.keys(SUBGRAPH_PORTS) as SubgraphName[];

/** Loads the code of one subgraph, and of no other. */
export async function loadDefinition(name: SubgraphName): Promise<SubgraphDefinition> {
  switch (name) {
    case 'organisations':
      return (await import('../subgraphs/organisations/organisations.js')).organisations as SubgraphDefinition;
    case 'people':
      return (await import('../subgraphs/people/people.js')).people as SubgraphDefinition;
    case 'programmes':
      return (await import('../subgraphs/programmes/programmes.js')).programmes as SubgraphDefinition;
    case 'funding':
      return (await import('../subgraphs/funding/funding.js')).funding as SubgraphDefinition;
  }
}

/** Checks a name from the command line. Throws `CONFIG_INVALID`. */
export function subgraphName(name: string): SubgraphName {
  const known = SUBGRAPH_NAMES.find((candidate) => candidate === name);
  if (!known)
    throw new JoineryError('CONFIG_INVALID', `there is no subgraph ${name}; there are ${SUBGRAPH_NAMES.join(', ')}`);
  return known;
}

/** Checks names from the command line; none means all. Throws `CONFIG_INVALID`. */
export function subgraphNames(names: readonly string[]): readonly SubgraphName[] {
  return names.length === 0 ? SUBGRAPH_NAMES : names.map(subgraphName);
}
