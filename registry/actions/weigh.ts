import { In } from 'typeorm';
import type { Database } from '../../kit/database/database.js';
import type { Turn } from '../composition/composer.js';
import type { Composed, SubgraphSource } from '../composition/messages.js';
import { Grant } from '../store/entities/grant.js';
import type { Outcome } from '../store/entities/subgraph-version.js';
import { contractSpecs } from '../store/contracts.js';
import { allOwners } from '../store/owners.js';
import type { Finding } from './finding.js';
import type { Leave } from './leave.js';
import { readLiveGraph, type LiveGraph, type LiveSubgraph } from './live-graph.js';
import { readSettings } from './settings.js';
import { settleOwnership } from './settle-ownership.js';
import { weighChanges } from './weigh-changes.js';
import { brokenContracts, changesOf } from './weigh-contracts.js';
import { weighOwnership } from './weigh-ownership.js';
import { isRefusing, weighProblems } from './weigh-problems.js';

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
 * Composes a proposal with everybody's live version and weighs it: taking what is another's is refused, and so is
 * showing personal data to everybody; what does not compose waits, and so does what breaks clients without leave. Throws as `Turn.compose` does.
 */
export async function weigh(database: Database, turn: Turn, proposal: Proposal): Promise<Weighed> {
  await settleOwnership(database, turn);
  const { manager } = database.read;
  const live = await readLiveGraph(manager);
  const settings = await readSettings(manager);
  const others = live.subgraphs.filter(({ name }) => name !== proposal.name);
  const owners = await allOwners(manager);
  const partners = new Map(live.subgraphs.map(({ name, partner }) => [name, partner]));
  const composed = await turn.compose({
    candidate: proposal.source,
    others: others.map((other) => sourceOf(other)!),
    liveSdl: live.sdl,
    partner: proposal.partner,
    owners,
    partners: new Map(partners).set(proposal.name, proposal.partner),
    before: sourceOf(live.subgraphs.find(({ name }) => name === proposal.name)),
    personalDataTags: settings.personalDataTags,
    contracts: await contractSpecs(manager),
  });
  const used = composed.uses.map(({ coordinate }) => coordinate);
  const stolen = weighOwnership({
    partner: proposal.partner,
    uses: composed.uses,
    owners,
    partners,
    grants: await grantsFor(manager, used),
  });
  const { partner, name: subgraph, approval } = proposal;
  const { problems: found, nonNull } = composed;
  const problems = weighProblems({ partner, problems: found, nonNull, owners, partners, lint: settings.lint });
  const contracts = brokenContracts(composed.contracts, partner);
  const broken = await weighChanges(manager, { changes: changesOf(composed), subgraph, partner, approval, settings });
  const findings = [...stolen, ...problems, ...contracts, ...broken].sort((a, b) => gravity(a) - gravity(b));
  return { outcome: outcomeOf({ stolen, problems: [...problems, ...contracts], broken }), findings, composed, live };
}

function sourceOf(subgraph: LiveSubgraph | undefined): SubgraphSource | null {
  if (subgraph === undefined) return null;
  const { name, url, sdl } = subgraph;
  return { name, url, sdl };
}

function outcomeOf({
  stolen,
  problems,
  broken,
}: Record<'stolen' | 'problems' | 'broken', readonly Finding[]>): Outcome {
  const isGrave = ({ severity }: Finding) => severity === 'ERROR';
  if (stolen.some(isGrave) || problems.some(isRefusing)) return 'REFUSED';
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

function gravity({ severity }: Finding): number {
  return ['ERROR', 'WARNING', 'HINT'].indexOf(severity);
}
