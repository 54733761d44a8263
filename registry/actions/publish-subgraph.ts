import type { EntityManager } from 'typeorm';
import type { Turn } from '../composition/composer.js';
import { refuse } from '../errors.js';
import { hashOf, readDocument } from '../store/documents.js';
import { SubgraphVersion } from '../store/entities/subgraph-version.js';
import { Subgraph } from '../store/entities/subgraph.js';
import { change } from '../store/store.js';
import { announceRefusal, announceVersion } from './announcements.js';
import { checkLeave } from './approvals.js';
import { audited, noteDone, noteRefused } from './audited.js';
import { checkText } from './check-name.js';
import { checkVersion, type CheckedVersion, type VersionInput } from './check-version.js';
import type { ActionContext } from './context.js';
import type { Finding } from './finding.js';
import type { PublishResult } from './publish-result.js';
import { releaseQuarantined } from './release-quarantined.js';
import { storeVersion } from './store-version.js';
import type { Leave } from './leave.js';
import { weigh, type Weighed } from './weigh.js';
import { changesOf } from './weigh-contracts.js';

export interface PublishInput extends VersionInput {
  readonly note?: string | null;
  readonly requestId?: string | null;
  readonly approval?: Leave | null;
}

/** How often a publish starts again because another was live first. */
const ATTEMPTS_MAX = 200;

/** Publishes a version: checked, weighed, stored and live, or waiting, or refused. The same one again changes nothing. */
export function publishSubgraph(context: ActionContext, input: PublishInput): Promise<PublishResult> {
  const deed = { action: 'publishSubgraph', subject: input.name };
  return audited(context, deed, async () => {
    checkSaid(input);
    const { partner } = await checkVersion(context, input, ['PUBLISH']);
    for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
      const result = await context.composer.inTurn(partner, (turn) => attemptPublish(context, turn, input));
      if (result !== 'overtaken') return result;
    }
    throw refuse('REGISTRY_BUSY', 'too much was published meanwhile. Try again');
  });
}

async function attemptPublish(
  context: ActionContext,
  turn: Turn,
  input: PublishInput,
): Promise<PublishResult | 'overtaken'> {
  // Another partner may have published a subgraph of this name while it waited for its turn.
  const checked = await checkVersion(context, input, ['PUBLISH']);
  const deed = { action: 'publishSubgraph', subject: checked.name };
  const { database, caller } = context;
  const announced = { subgraph: checked.name, partner: checked.partner, actor: caller.actor };
  const before = await publishedBefore(database.read.manager, checked, input);
  if (before.result) return before.result;
  const weighed = await weigh(database, turn, {
    partner: checked.partner,
    name: checked.name,
    source: { name: checked.name, url: checked.url, sdl: checked.sdl },
    approval: input.approval ?? null,
  });
  if (weighed.outcome === 'REFUSED') {
    await noteRefused(context, deed, refusal(weighed.findings));
    await change(database, (manager) => announceRefusal(manager, announced, weighed.findings));
    return resultOf(weighed, null);
  }
  const version = await change(database, async (manager, state) => {
    if (state.revision !== weighed.live.revision || (await newestOf(manager, checked.name)) !== before.newest)
      return null;
    const stored = await storeVersion(manager, state, {
      checked,
      weighed,
      publishedBy: caller.actor,
      note: input.note ?? null,
      requestId: input.requestId ?? null,
      approval: input.approval ?? null,
      again: before.waiting,
    });
    await noteDone(
      manager,
      context,
      deed,
      `Version ${stored.number}: ${weighed.outcome}${approvalText(input.approval)}`,
    );
    await announceVersion(manager, announced, { version: stored, findings: weighed.findings });
    return stored;
  });
  if (version === null) return 'overtaken';
  if (version.status === 'LIVE') {
    context.onLive();
    releaseQuarantined(context);
  }
  const isKnown = before.waiting !== null && version.status !== 'LIVE';
  return { ...resultOf(weighed, version), changed: !isKnown };
}

interface Before {
  /** The answer that was given already. */
  readonly result?: PublishResult;
  readonly newest: number;
  /** The same version, where it waits: it is weighed again. */
  readonly waiting: SubgraphVersion | null;
}

/** Whether the same publish, or the same version, is there already. */
async function publishedBefore(
  manager: EntityManager,
  { name, sdl, url }: CheckedVersion,
  { requestId }: PublishInput,
): Promise<Before> {
  const newest = await newestOf(manager, name);
  const repeated = requestId ? await manager.findOneBy(SubgraphVersion, { subgraph: name, requestId }) : null;
  const last = await manager.findOneBy(SubgraphVersion, { subgraph: name, number: newest });
  const same = last?.sdlHash === hashOf(sdl) && last.routingUrl === url ? last : null;
  const present = repeated ?? (same?.status === 'LIVE' ? same : null);
  if (!present) return { newest, waiting: same?.status === 'QUARANTINED' ? same : null };
  const findings = JSON.parse(await readDocument(manager, present.findingsHash)) as Finding[];
  const result = { outcome: present.outcome, changed: false, version: present, findings, changes: [] };
  return { newest, waiting: null, result };
}

async function newestOf(manager: EntityManager, name: string): Promise<number> {
  return (await manager.findOneBy(Subgraph, { name }))?.newest ?? 0;
}

function resultOf({ outcome, findings, composed }: Weighed, version: SubgraphVersion | null): PublishResult {
  return { outcome, changed: version !== null, version, findings, changes: changesOf(composed) };
}

/** What the audit log says of a version that takes what is another's. */
export function refusal(findings: readonly Finding[]): { readonly code: string; readonly detail: string } {
  const grave = findings.filter(({ severity }) => severity === 'ERROR');
  return {
    code: grave[0]?.code ?? 'REFUSED',
    detail: grave.map(({ code, message }) => `${code}: ${message}`).join('; '),
  };
}

function approvalText(approval: Leave | null | undefined): string {
  return approval ? `, approved by ${approval.by}: ${approval.reason}` : '';
}

function checkSaid({ note, requestId, approval }: PublishInput): void {
  if (note) checkText('note', note, 200);
  if (requestId) checkText('requestId', requestId, 80);
  if (approval) checkLeave(approval);
}
