import { composeServices } from '@apollo/composition';
import { JoineryError } from '../kit/errors.js';
import { readContract } from '../subgraphs/kit/contract.js';
import { SUBGRAPH_PORTS, type SubgraphName } from '../subgraphs/kit/subgraph-definition.js';

/**
 * Composes the contracts in `schema/` into the supergraph's SDL, with each subgraph at its usual port of this machine.
 * The same contracts always give the same text. Throws `COMPOSITION_FAILED` with every error.
 */
export function composeContracts(): string {
  const names = Object.keys(SUBGRAPH_PORTS) as SubgraphName[];
  const { supergraphSdl, errors } = composeServices(
    names.map((name) => ({
      name,
      url: `http://127.0.0.1:${SUBGRAPH_PORTS[name]}/graphql`,
      typeDefs: readContract(name),
    })),
  );
  if (supergraphSdl === undefined) {
    throw new JoineryError('COMPOSITION_FAILED', (errors ?? []).map((error) => error.message).join('; '));
  }
  return `${supergraphSdl.trimEnd()}\n`;
}
