import { In, type EntityManager } from 'typeorm';
import type { SubgraphSource } from '../composition/messages.js';
import { readDocument } from '../store/documents.js';
import { SubgraphVersion } from '../store/entities/subgraph-version.js';
import { Subgraph } from '../store/entities/subgraph.js';
import { Supergraph } from '../store/entities/supergraph.js';
import { readState } from '../store/store.js';

/** A subgraph with its live version. */
export interface LiveSubgraph extends SubgraphSource {
  readonly partner: string;
  readonly version: number;
}

export interface LiveVersion {
  readonly partner: string;
  readonly version: SubgraphVersion;
}

/** All that is live at a moment. */
export interface LiveGraph {
  /** Another number when any of this, or what ownership depends on, has changed. */
  readonly revision: number;
  /** 0 when nothing was ever live. */
  readonly serial: number;
  readonly sdl: string | null;
  /** By name. */
  readonly subgraphs: readonly LiveSubgraph[];
}

/** Reads what is live. */
export async function readLiveGraph(manager: EntityManager): Promise<LiveGraph> {
  const { revision, serial } = await readState(manager);
  const supergraph = serial === 0 ? null : await manager.findOneByOrFail(Supergraph, { serial });
  const subgraphs: LiveSubgraph[] = [];
  for (const { partner, version } of await readLiveVersions(manager)) {
    const { subgraph: name, number, routingUrl: url } = version;
    subgraphs.push({ name, partner, version: number, url, sdl: await readDocument(manager, version.sdlHash) });
  }
  return { revision, serial, sdl: supergraph && (await readDocument(manager, supergraph.sdlHash)), subgraphs };
}

/** The live version of each subgraph that has one, by name, and whose it is. */
export async function readLiveVersions(manager: EntityManager): Promise<LiveVersion[]> {
  const rows = (await manager.find(Subgraph, { order: { name: 'ASC' } })).filter(({ live }) => live !== null);
  const versions = await manager.findBy(SubgraphVersion, {
    subgraph: In(rows.map(({ name }) => name)),
    status: 'LIVE',
  });
  return rows.map(({ name, partner, live }) => {
    const version = versions.find(({ subgraph, number }) => subgraph === name && number === live)!;
    return { partner, version };
  });
}
