import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { readSupergraph, type Supergraph } from '../../gateway/supergraph/supergraph.js';
import type { StartedSdlSubgraph } from './start-sdl-subgraph.js';

/** Composes started subgraphs, each at its address. */
export function composeStarted(subgraphs: readonly Pick<StartedSdlSubgraph, 'name' | 'sdl' | 'url'>[]): Supergraph {
  const { supergraphSdl, errors } = composeServices(
    subgraphs.map(({ name, sdl, url }) => ({ name, url, typeDefs: parse(sdl) })),
  );
  if (supergraphSdl === undefined) throw new Error(errors?.map((error) => error.message).join('\n'));
  return readSupergraph(supergraphSdl, 'test');
}
