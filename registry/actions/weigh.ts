import { In } from 'typeorm';
import type { Database } from '../../kit/database/database.js';
import type { Turn } from '../composition/composer.js';
import type { Composed, Problem, SubgraphSource } from '../composition/messages.js';
import { Grant } from '../store/entities/grant.js';
import type { Outcome } from '../store/entities/subgraph-version.js';
import { ownedBy, ownersOf } from '../store/owners.js';
import type { Finding } from './finding.js';
import { fixOf } from './fixes.js';
import type { Leave } from './leave.js';
import { readLiveGraph, type LiveGraph } from './live-graph.js';
import { readSettings } from './settings.js';
import { settleOwnership } from './settle-ownership.js';
import { weighChanges } from './weigh-changes.js';
import { weighOwnership } from './weigh-ownership.js';

/** What is weighed: a version of a subgraph, or, without a source, that it goes. */
export interface Proposal {
  readonly partner: string;
  readonly name: string;
  readonly source: SubgraphSource | null;
  readonly approval: Leave | null;
}

/** What came of weighing a proposal against what was live at the moment `live`. */
export interface Weighed {
  readonly outcome: Outcome;
  readonly findings: readonly Finding[];
  readonly composed: Composed;
  readonly live: LiveGraph;
}

/**
 * Composes a proposal with everybody's live version and weighs it: taking what is another's is refused, what does not
 * compose waits, and so does what breaks clients without leave. Throws as `Turn.compose` does.
 */
export async function weigh(database: Database, turn: Turn, proposal: Proposal): Promise<Weighed> {
  await settleOwnership(database, turn);
  const { manager } = database.read;
  const live = await readLiveGraph(manager);
  const others = live.subgraphs.filter(({ name }) => name !== proposal.name);
  const composed = await turn.compose({
    candidate: proposal.source,
    others: others.map(({ name, url, sdl }) => ({ name, url, sdl })),
    liveSdl: live.sdl,
    owned: await ownedBy(manager, proposal.partner),
    siblings: others.filter(({ partner }) => partner === proposal.partner).map(({ name }) => name),
  });
  const settings = await readSettings(manager);
  const used = composed.uses.map(({ coordinate }) => coordinate);
  const stolen = weighOwnership({
    partner: proposal.partner,
    uses: composed.uses,
    owners: await ownersOf(manager, used),
    partners: new Map(live.subgraphs.map(({ name, partner }) => [name, partner])),
    grants: await grantsFor(manager, used),
  });
  const problems = composed.problems.map((problem) => problemFinding(problem, proposal.partner));
  const { partner, name: subgraph, approval } = proposal;
  const broken = await weighChanges(manager, { changes: composed.changes, subgraph, partner, approval, settings });
  const findings = [...stolen, ...problems, ...broken].sort((a, b) => gravity(a) - gravity(b));
  return { outcome: outcomeOf({ stolen, problems, broken }), findings, composed, live };
}

function outcomeOf({
  stolen,
  problems,
  broken,
}: Record<'stolen' | 'problems' | 'broken', readonly Finding[]>): Outcome {
  const isGrave = ({ severity }: Finding) => severity === 'ERROR';
  if (stolen.some(isGrave)) return 'REFUSED';
  if (problems.some(isGrave)) return 'QUARANTINED';
  return broken.some(isGrave) ? 'BREAKING' : 'LIVE';
}

async function grantsFor(
  manager: Parameters<typeof readLiveGraph>[0],
  coordinates: readonly string[],
): Promise<Grant[]> {
  const wanted = [...new Set(coordinates.flatMap((coordinate) => [coordinate, coordinate.split('.')[0]!]))];
  const found: Grant[] = [];
  for (let start = 0; start < wanted.length; start += 500) {
    found.push(
      ...(await manager.findBy(Grant, { coordinate: In(wanted.slice(start, start + 500)), status: 'APPROVED' })),
    );
  }
  return found;
}

function problemFinding({ code, severity, message, coordinate, sources }: Problem, partner: string): Finding {
  const fix = severity === 'ERROR' ? fixOf(code) : lintFix(code);
  return { code, severity, message, coordinate, partner, sources, fix, flow: null };
}

function lintFix(code: string): string {
  switch (code) {
    case 'LINT_NAMING':
      return 'Rename it before clients use it';
    case 'LINT_DESCRIPTION':
      return 'Write what it is in a line above it, for example "The name in full."';
    case 'LINT_DEPRECATION':
      return 'Say what to use instead, for example @deprecated(reason: "Use fullName.")';
    default:
      return 'Nothing has to be done; look whether it is meant';
  }
}

function gravity({ severity }: Finding): number {
  return ['ERROR', 'WARNING', 'HINT'].indexOf(severity);
}
