import type { EntityManager } from 'typeorm';
import { putDocument } from '../store/documents.js';
import { Approval } from '../store/entities/approval.js';
import type { RegistryState } from '../store/entities/registry-state.js';
import { SubgraphVersion } from '../store/entities/subgraph-version.js';
import { Subgraph } from '../store/entities/subgraph.js';
import { changeText, newApproval } from './approvals.js';
import type { CheckedVersion } from './check-version.js';
import { passOwnership, releaseSupergraph, setLive } from './go-live.js';
import type { Leave } from './leave.js';
import type { Weighed } from './weigh.js';
import { changesOf } from './weigh-contracts.js';

/** A version that was weighed and is not refused. */
export interface StorableVersion {
  readonly checked: CheckedVersion;
  readonly weighed: Weighed;
  readonly publishedBy: string;
  readonly note: string | null;
  readonly requestId: string | null;
  readonly approval: Leave | null;
  /** The same version, where it was stored and waits. */
  readonly again: SubgraphVersion | null;
}

/** Stores a version within a change, and makes it live where it may be; else it waits. */
export async function storeVersion(
  manager: EntityManager,
  state: RegistryState,
  { checked, weighed, ...said }: StorableVersion,
): Promise<SubgraphVersion> {
  const { outcome } = weighed;
  const findingsHash = await putDocument(manager, JSON.stringify(weighed.findings));
  const version: SubgraphVersion = said.again
    ? { ...said.again, outcome, findingsHash }
    : await newVersion(manager, { checked, ...said, outcome, findingsHash });
  await manager.save(SubgraphVersion, version);
  if (outcome !== 'LIVE') return version;
  await enliven(manager, state, { version, weighed, partner: checked.partner });
  if (said.approval) await rememberApproval(manager, state, { version, weighed, approval: said.approval });
  return { ...version, status: 'LIVE' };
}

type Said = Omit<StorableVersion, 'weighed' | 'approval' | 'again'> & Pick<SubgraphVersion, 'outcome' | 'findingsHash'>;

async function newVersion(manager: EntityManager, { checked, ...said }: Said): Promise<SubgraphVersion> {
  const { name, sdl, url } = checked;
  const number = await nextNumber(manager, checked);
  await manager.update(SubgraphVersion, { subgraph: name, status: 'QUARANTINED' }, { status: 'OVERTAKEN' });
  const sdlHash = await putDocument(manager, sdl);
  const { publishedBy, note, requestId, outcome, findingsHash } = said;
  const stored = { subgraph: name, number, status: 'QUARANTINED' as const, outcome, sdlHash, routingUrl: url };
  return { ...stored, findingsHash, publishedAt: new Date(), publishedBy, note, requestId };
}

export interface EnlivenedVersion {
  readonly version: SubgraphVersion;
  readonly weighed: Weighed;
  readonly partner: string;
}

/** Makes a stored version part of a new supergraph. */
export async function enliven(
  manager: EntityManager,
  state: RegistryState,
  { version, weighed, partner }: EnlivenedVersion,
): Promise<void> {
  await manager.update(SubgraphVersion, { subgraph: version.subgraph, number: version.number }, { outcome: 'LIVE' });
  await setLive(manager, version.subgraph, version.number);
  await passOwnership(manager, partner, weighed.composed);
  const { sdl, contracts } = weighed.composed;
  const cause = `${version.subgraph} ${version.number} was published`;
  await releaseSupergraph(manager, state, { sdl: sdl!, contracts, cause, createdBy: version.publishedBy });
}

/** Remembers who answered for each breaking change. */
export async function rememberApproval(
  manager: EntityManager,
  { serial }: RegistryState,
  {
    version,
    weighed,
    approval,
  }: Pick<EnlivenedVersion, 'weighed'> & { version: { subgraph: string }; approval: Leave },
): Promise<void> {
  for (const { level, message } of changesOf(weighed.composed)) {
    if (level !== 'BREAKING') continue;
    const change = changeText(message);
    await manager.insert(Approval, newApproval({ subgraph: version.subgraph, serial, change }, approval));
  }
}

async function nextNumber(manager: EntityManager, { name, partner }: CheckedVersion): Promise<number> {
  const subgraph = await manager.findOneBy(Subgraph, { name });
  const newest = (subgraph?.newest ?? 0) + 1;
  if (subgraph) await manager.update(Subgraph, { name }, { newest, deletedAt: null });
  else await manager.insert(Subgraph, { name, partner, newest, live: null, createdAt: new Date(), deletedAt: null });
  return newest;
}
