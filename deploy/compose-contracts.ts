import { composeSchemas } from '../composition/compose-schemas.js';
import { problemText } from '../composition/problem.js';
import { JoineryError } from '../kit/errors.js';
import { contractText } from '../subgraphs/kit/contract.js';
import { SUBGRAPH_PORTS, type SubgraphName } from '../subgraphs/kit/subgraph-definition.js';

/**
 * Composes the contracts in `schema/` into the supergraph's SDL, with each subgraph at its usual port of this machine.
 * The same contracts always give the same text. Throws `COMPOSITION_FAILED` with every error.
 */
export function composeContracts(): string {
  const names = Object.keys(SUBGRAPH_PORTS) as SubgraphName[];
  const composition = composeSchemas(
    names.map((name) => ({
      name,
      url: `http://127.0.0.1:${SUBGRAPH_PORTS[name]}/graphql`,
      sdl: contractText(name),
      source: `schema/${name}.graphql`,
    })),
  );
  if (composition.kind === 'composed') return composition.sdl;
  throw new JoineryError('COMPOSITION_FAILED', composition.problems.map(problemText).join('; '));
}
