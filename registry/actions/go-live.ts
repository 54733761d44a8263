import type { EntityManager } from 'typeorm';
import { bulkInsert } from '../../kit/database/bulk-insert.js';
import type { BuiltContract, Composed } from '../composition/messages.js';
import { storeContracts } from '../store/contracts.js';
import { putDocument } from '../store/documents.js';
import type { RegistryState } from '../store/entities/registry-state.js';
import { SubgraphVersion } from '../store/entities/subgraph-version.js';
import { Subgraph } from '../store/entities/subgraph.js';
import { Supergraph, SupergraphMember } from '../store/entities/supergraph.js';
import { claim, disown } from '../store/owners.js';
import { raiseRevision } from '../store/store.js';
import { announceLive } from './announcements.js';

export interface Release {
  readonly sdl: string;
  /** What contracts show of it, where that is known; what is not is found out when it is first asked for. */
  readonly contracts?: readonly BuiltContract[];
  readonly cause: string;
  readonly createdBy: string;
}

/** Makes a supergraph of the versions that are live now, within the change that made them so. */
export async function releaseSupergraph(manager: EntityManager, state: RegistryState, release: Release): Promise<void> {
  state.serial += 1;
  const { serial } = state;
  const sdlHash = await putDocument(manager, release.sdl);
  const { createdBy, cause } = release;
  await manager.insert(Supergraph, { serial, sdlHash, cause, createdAt: new Date(), createdBy });
  const members = (await manager.find(Subgraph)).filter(({ live }) => live !== null);
  await bulkInsert(
    manager,
    SupergraphMember,
    members.map(({ name, live }) => ({ serial, subgraph: name, version: live! })),
  );
  await storeContracts(manager, serial, release.contracts ?? []);
  await announceLive(manager, { serial, cause, by: createdBy });
  await raiseRevision(manager, state);
}

/** Puts another version, or none, in the place of the live one of a subgraph. */
export async function setLive(manager: EntityManager, name: string, number: number | null): Promise<void> {
  await manager.update(SubgraphVersion, { subgraph: name, status: 'LIVE' }, { status: 'RETIRED' });
  if (number !== null) await manager.update(SubgraphVersion, { subgraph: name, number }, { status: 'LIVE' });
  await manager.update(Subgraph, { name }, { live: number });
}

/** Gives the partner what it defines and nobody owns, and what it defines no longer to whoever still does. */
export async function passOwnership(
  manager: EntityManager,
  partner: string,
  { claims, released }: Pick<Composed, 'claims' | 'released'>,
): Promise<void> {
  await disown(
    manager,
    released.map(({ coordinate }) => coordinate),
  );
  for (const [next, given] of Map.groupBy(released, (one) => one.next)) {
    const heir = next === null ? null : await manager.findOneBy(Subgraph, { name: next });
    if (heir)
      await claim(
        manager,
        heir.partner,
        given.map(({ coordinate }) => coordinate),
      );
  }
  await claim(manager, partner, claims);
}
