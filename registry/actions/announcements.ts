import type { EntityManager } from 'typeorm';
import type { Grant } from '../store/entities/grant.js';
import type { SubgraphVersion } from '../store/entities/subgraph-version.js';
import { announce } from '../store/outbox.js';
import type { Finding } from './finding.js';

/** So many findings are told; the registry has all of them. */
const FINDINGS_MAX = 20;

/** Whose version it is. */
export interface AnnouncedVersion {
  readonly subgraph: string;
  readonly partner: string;
  readonly actor: string;
}

/** Tells that a version was stored, and that it waits if it does. */
export async function announceVersion(
  manager: EntityManager,
  { subgraph, partner, actor }: AnnouncedVersion,
  { version, findings }: { readonly version: SubgraphVersion; readonly findings: readonly Finding[] },
): Promise<void> {
  const { number, outcome } = version;
  const data = { subgraph, partner, version: number, outcome, by: actor };
  await announce(manager, { event: 'VERSION_PUBLISHED', partners: [partner], data });
  if (version.status !== 'QUARANTINED') return;
  const told = { ...data, findings: graveOnes(findings) };
  await announce(manager, { event: 'VERSION_QUARANTINED', partners: [partner], data: told });
}

/** Tells that a version was refused. */
export function announceRefusal(
  manager: EntityManager,
  { subgraph, partner, actor }: AnnouncedVersion,
  findings: readonly Finding[],
): Promise<void> {
  const data = { subgraph, partner, by: actor, findings: graveOnes(findings) };
  return announce(manager, { event: 'VERSION_REFUSED', partners: [partner], data });
}

/** Tells everybody that another supergraph is live. */
export function announceLive(
  manager: EntityManager,
  data: { readonly serial: number; readonly cause: string; readonly by: string },
): Promise<void> {
  return announce(manager, { event: 'SUPERGRAPH_LIVE', partners: null, data });
}

/** Tells that a subgraph, or the whole graph, is what it was before. */
export function announceRollback(
  manager: EntityManager,
  partner: string | null,
  data: Readonly<Record<string, unknown>>,
): Promise<void> {
  return announce(manager, { event: 'ROLLED_BACK', partners: partner === null ? null : [partner], data });
}

/** Tells whom it concerns that a grant was asked for or given. */
export function announceGrant(manager: EntityManager, grant: Grant, by: string): Promise<void> {
  const { id, coordinate, act, owner, grantee, status, reason, expiresAt } = grant;
  const event = status === 'ASKED' ? 'GRANT_REQUESTED' : 'GRANT_APPROVED';
  const partners = grantee === null ? null : [owner, grantee];
  const data = { id, coordinate, act, owner, grantee, reason, expiresAt, by };
  return announce(manager, { event, partners, data });
}

function graveOnes(findings: readonly Finding[]) {
  return findings
    .filter(({ severity }) => severity === 'ERROR')
    .slice(0, FINDINGS_MAX)
    .map(({ code, message, coordinate, fix }) => ({ code, message: message.slice(0, 500), coordinate, fix }));
}
