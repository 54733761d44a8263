import type { EntityManager } from 'typeorm';
import type { WeighedChange } from './weigh-contracts.js';
import type { Approval } from '../store/entities/approval.js';
import { firstUsageDay, sumByClient, sumByOperation, sumOf, type UsageSum } from '../store/usage-sums.js';
import { approvalsOf, changeText } from './approvals.js';
import type { Finding, FindingUsage } from './finding.js';
import type { Leave } from './leave.js';
import { dayOf } from './report-usage.js';
import type { Settings } from './settings.js';
import { clientsOf, operationsOf } from './usage-of.js';

const DAY_MS = 86_400_000;
const TOLD_MAX = 10;
/** So many findings are told with who would be broken; whoever has more to mend sees the others next time. */
const CHANGES_MAX = 200;

/** What breaking changes are weighed by. */
export interface ChangeFacts {
  readonly changes: readonly WeighedChange[];
  readonly subgraph: string;
  readonly partner: string;
  readonly approval: Leave | null;
  readonly settings: Settings;
}

/** What is known of the usage of the days that count. */
interface Period {
  readonly days: number;
  readonly since: string;
  readonly excluded: readonly string[];
  /** Null when nothing was reported. */
  readonly all: UsageSum | null;
  readonly isComplete: boolean;
}

/**
 * Weighs each breaking change by who uses what it breaks. One that was answered for, now or before, or that breaks fewer
 * requests than the settings allow, is no error.
 */
export async function weighChanges(manager: EntityManager, facts: ChangeFacts): Promise<Finding[]> {
  const breaking = facts.changes.filter(({ level }) => level === 'BREAKING');
  if (breaking.length === 0) return [];
  const period = await readPeriod(manager, facts.settings);
  const approvals = await approvalsOf(manager, facts.subgraph);
  const findings: Finding[] = [];
  for (const change of breaking) {
    const before = approvals.get(changeText(change.message));
    const usage = await readFindingUsage(manager, period, { change, before });
    findings.push(findingOf(change, usage, facts));
    // Whoever is refused need not be told all; whoever is not must have been weighed wholly.
    if (findings.length >= CHANGES_MAX && findings.some(({ severity }) => severity === 'ERROR')) break;
  }
  return findings;
}

async function readPeriod(manager: EntityManager, { usageDays, excludedClients }: Settings): Promise<Period> {
  const now = Date.now();
  const since = dayOf(now - (usageDays - 1) * DAY_MS);
  const [first, all] = [await firstUsageDay(manager), await sumOf(manager, { since, excluded: excludedClients })];
  const anything = await sumOf(manager, { since });
  const isComplete = first !== null && first <= since && anything !== null && now - anything.lastAtMs < 2 * DAY_MS;
  return { days: usageDays, since, excluded: excludedClients, all: all ?? (anything && NOTHING), isComplete };
}

const NOTHING: UsageSum = { requests: 0, firstAtMs: 0, lastAtMs: 0 };

async function readFindingUsage(
  manager: EntityManager,
  { days, since, excluded, all, isComplete }: Period,
  { change, before }: { readonly change: WeighedChange; readonly before: Approval | undefined },
): Promise<FindingUsage> {
  const isKnown = all !== null && change.users.length > 0;
  const scope = { since, uses: change.users, excluded };
  const sum = isKnown ? ((await sumOf(manager, scope)) ?? NOTHING) : NOTHING;
  const isUsed = sum.requests > 0;
  return {
    days,
    hasData: isKnown,
    isComplete: isKnown && isComplete,
    requests: sum.requests,
    share: isUsed ? sum.requests / all!.requests : 0,
    lastSeen: isUsed ? sum.lastAtMs : null,
    clients: isUsed ? clientsOf(await sumByClient(manager, scope)).slice(0, TOLD_MAX) : [],
    operations: isUsed ? operationsOf(await sumByOperation(manager, scope, TOLD_MAX)) : [],
    approvedBy: before?.approvedBy ?? null,
  };
}

function findingOf(
  { coordinate, message, contract }: WeighedChange,
  usage: FindingUsage,
  { partner, approval, settings }: ChangeFacts,
): Finding {
  const isAnswered = approval !== null || usage.approvedBy !== null || isSafe(usage, settings);
  return {
    code: contract === null ? 'BREAKING_CHANGE' : 'CONTRACT_BREAKING_CHANGE',
    severity: isAnswered ? 'WARNING' : 'ERROR',
    message: `${message} ${inWords(usage)}`,
    coordinate,
    partner,
    sources: [],
    fix: isAnswered
      ? 'Nothing has to be done; look whether it is meant'
      : 'Keep it and mark it @deprecated(reason: "…"); or name who answers for it: --approved-by NAME --reason TEXT',
    flow: null,
    usage,
  };
}

function isSafe({ isComplete, requests, share }: FindingUsage, settings: Settings): boolean {
  return isComplete && (requests < settings.safeBelowRequests || share < settings.safeBelowShare);
}

function inWords(usage: FindingUsage): string {
  const { hasData, isComplete, days, requests, share, lastSeen, clients, operations, approvedBy } = usage;
  const before = approvedBy === null ? '' : `, and ${approvedBy} answered for it before`;
  if (!hasData) return `Usage: no data${before}`;
  if (requests === 0)
    return `Usage: none in ${days} days${isComplete ? '' : ', which reports do not cover yet'}${before}`;
  const names = [...new Set(clients.map(({ name }) => name ?? 'unnamed clients'))].slice(0, 3).join(', ');
  const asked = operations
    .slice(0, 3)
    .map(({ name, hash }) => name ?? hash.slice(0, 8))
    .join(', ');
  const part = `${(100 * share).toPrecision(2)} % of all`;
  return `Usage: ${requests} requests in ${days} days (${part}) by ${names} in ${asked}, last ${new Date(lastSeen!).toISOString()}${before}`;
}
