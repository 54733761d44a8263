import { Kind, type DocumentNode } from 'graphql';
import { dropInterfaceObjectProvides } from './prepare/interface-object-provides.js';
import { argumentOf, directivesOf } from './prepare/join-directives.js';
import { entangled, ofInterfaceObjects, requirementsOf } from './prepare/requirements.js';
import { putResolvableKeysFirst } from './prepare/resolvable-keys-first.js';
import { SupergraphTypes } from './prepare/supergraph-types.js';
import { addSyntheticFields, type SyntheticField } from './prepare/synthetic-fields.js';
import { addVirtualSubgraphs } from './prepare/virtual-subgraphs.js';

/** A supergraph in the form in which the planner makes no mistakes, and what its plans have to be turned back by. */
export interface PreparedSupergraph {
  readonly document: DocumentNode;
  /** Fields that no client sees, with what they stand for. */
  readonly syntheticFields: Readonly<Record<string, SyntheticField>>;
  /** The names of subgraphs by those of their virtual parts. */
  readonly services: Readonly<Record<string, string>>;
}

/**
 * Works around what the planner gets wrong. `marker` is a text that stands nowhere in the supergraph. With care it goes
 * around interface objects too, where it can: that costs requests, and is for what the planner gets wrong without.
 */
export function prepareForPlanner(document: DocumentNode, marker: string, care: 'usual' | 'more'): PreparedSupergraph {
  const types = new SupergraphTypes(document);
  putResolvableKeysFirst(types);
  if (!isKnownForm(document)) return { document: types.document(), syntheticFields: {}, services: {} };
  const syntheticFields = addSyntheticFields(types, marker);
  const requirements = requirementsOf(types);
  const moved = new Set(entangled(requirements, types, syntheticFields));
  if (care === 'more') for (const one of ofInterfaceObjects(requirements, types)) moved.add(one);
  const services = addVirtualSubgraphs(types, [...moved], marker);
  if (care === 'more') dropInterfaceObjectProvides(types);
  return { document: types.document(), syntheticFields, services };
}

/** Before version 0.2 of its specification, join directives say less. */
function isKnownForm(document: DocumentNode): boolean {
  return document.definitions.some(
    (node) =>
      (node.kind === Kind.SCHEMA_DEFINITION || node.kind === Kind.SCHEMA_EXTENSION) &&
      directivesOf(node, 'link').some((link) => {
        const version = /\/join\/v0\.(\d+)$/.exec(String(argumentOf(link, 'url')))?.[1];
        return Number(version) >= 2;
      }),
  );
}
