import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import type { Subgraphs } from './federation-case.js';
import { publishedSdl } from './subgraph-fixture.js';

const composed = new WeakMap<Subgraphs, string>();

/** The supergraph SDL of some subgraphs, composed once. Throws every composition error. */
export function composeSubgraphs(subgraphs: Subgraphs): string {
  const known = composed.get(subgraphs) ?? compose(subgraphs);
  composed.set(subgraphs, known);
  return known;
}

function compose(subgraphs: Subgraphs): string {
  const { supergraphSdl, errors } = composeServices(
    Object.entries(subgraphs).map(([name, fixture]) => ({
      name,
      url: `http://${name}.invalid/graphql`,
      typeDefs: parse(publishedSdl(fixture)),
    })),
  );
  if (supergraphSdl === undefined) throw new Error(errors.map(({ message }) => message).join('\n'));
  return supergraphSdl;
}
