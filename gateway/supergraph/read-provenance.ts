import type { ConstDirectiveNode, DocumentNode } from 'graphql';
import { PROVENANCE_IDENTITY } from '../../kit/provenance-specification.js';
import type { Provenance } from '../../kit/table/about.js';
import { argumentOf, directivesOf, graphOf, type Joined } from './prepare/join-directives.js';
import { SupergraphTypes, type WithFields } from './prepare/supergraph-types.js';
import { coreFeaturesOf } from './protection/core-features.js';

/** What the partner of a field says of where its values are from; null where it says nothing. */
export type ProvenanceOf = (typeName: string, field: string) => Provenance | null;

const TEXT_MAX = 500;
const NOTHING: ProvenanceOf = () => null;

/**
 * Reads `@provenance` from a supergraph. On a type it speaks of the fields that have none of their own, if only one subgraph
 * has the type: what composition joins no longer tells who said it.
 */
export function readProvenance(document: DocumentNode): ProvenanceOf {
  const feature = coreFeaturesOf(document).find(({ identity }) => identity === PROVENANCE_IDENTITY);
  if (!feature) return NOTHING;
  const name = feature.directiveName('provenance');
  const types = new SupergraphTypes(document);
  return (typeName, fieldName) => {
    const field = types.field(typeName, fieldName);
    if (!field) return null;
    return said(field, name) ?? saidOfType(types.get(typeName) as WithFields, name);
  };
}

function saidOfType(type: WithFields, name: string): Provenance | null {
  const graphs = new Set(directivesOf(type, 'join__type').map(graphOf));
  return graphs.size === 1 ? said(type, name) : null;
}

function said(joined: Joined, name: string): Provenance | null {
  const [directive] = directivesOf(joined, name);
  if (!directive) return null;
  const text = (argument: string) => textOf(directive, argument);
  const url = text('url');
  return {
    source: text('source'),
    asOf: text('asOf'),
    licence: text('licence'),
    url: url !== null && /^https?:\/\//i.test(url) ? url : null,
  };
}

function textOf(directive: ConstDirectiveNode, argument: string): string | null {
  const value = argumentOf(directive, argument);
  return typeof value === 'string' && value.trim() !== '' ? value.slice(0, TEXT_MAX) : null;
}
