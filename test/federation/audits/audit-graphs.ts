import { composeSubgraphs } from '../support/compose.js';
import type { Subgraphs } from '../support/federation-case.js';
import type { SubgraphFixture } from '../support/subgraph-fixture.js';
import { readContract } from './contract.js';
import { ABSTRACT_GRAPHS } from './graphs/abstract-graphs.js';
import { ENTITY_GRAPHS } from './graphs/entity-graphs.js';
import { INTERFACE_OBJECT_GRAPHS } from './graphs/interface-object-graphs.js';
import { REQUIRES_GRAPHS } from './graphs/requires-graphs.js';
import { VALUE_GRAPHS } from './graphs/value-graphs.js';
import { createWholeSchema, readWhole, type WholeSchema } from './whole-schema.js';
import { worldFields } from './world-subgraphs.js';
import { createWorld } from './world.js';

/** By what it is about, the SDL of each subgraph by name; one that begins with `# federation 1` is taken as it is. */
export type AuditGraphs = Readonly<Record<string, Readonly<Record<string, string>>>>;

export const AUDIT_GRAPHS: AuditGraphs = {
  ...ENTITY_GRAPHS,
  ...ABSTRACT_GRAPHS,
  ...INTERFACE_OBJECT_GRAPHS,
  ...REQUIRES_GRAPHS,
  ...VALUE_GRAPHS,
};

/** A graph with generated data: its subgraphs, and the whole that they must add up to. */
export interface Audit {
  readonly subgraphs: Subgraphs;
  readonly whole: WholeSchema;
}

export function openAudit(sdls: AuditGraphs[string]): Audit {
  const named = Object.entries(sdls);
  const { schema, whole } = readWhole(
    composeSubgraphs(Object.fromEntries(named.map(([name, sdl]) => [name, published(sdl)]))),
  );
  const contracts = named.map(([name, sdl]) => readContract(name, sdl));
  const world = createWorld(contracts, whole);
  const subgraphs = named.map(([name, sdl], i) => {
    const fixture: SubgraphFixture = { ...published(sdl), fields: worldFields(world, contracts[i]!) };
    return [name, fixture] as const;
  });
  return { subgraphs: Object.fromEntries(subgraphs), whole: createWholeSchema(world, schema) };
}

function published(sdl: string): SubgraphFixture {
  return sdl.trimStart().startsWith('# federation 1') ? { sdl, federation: 1 } : { sdl };
}
