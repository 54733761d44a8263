import type { GrantAct } from '../composition/grant-act.js';
import type { Use } from '../composition/messages.js';
import type { Grant } from '../store/entities/grant.js';
import type { Finding } from './finding.js';
import { isApproved } from './is-approved.js';

export interface OwnershipFacts {
  /** Whose version it is. */
  readonly partner: string;
  readonly uses: readonly Use[];
  /** The owner of each coordinate that has one. */
  readonly owners: ReadonlyMap<string, string>;
  /** The partner of each subgraph. */
  readonly partners: ReadonlyMap<string, string>;
  readonly grants: readonly Grant[];
}

/** What an act does with the owner's data, and how a schema does without it. */
const ACTS: Readonly<Record<GrantAct, { readonly does: string; readonly without: string; readonly flows: boolean }>> = {
  OVERRIDE: { does: 'takes the place of', without: 'take @override(…) out', flows: true },
  REQUIRES: { does: 'receives', without: 'take @requires(…) out', flows: true },
  KEY: {
    does: 'receives, as a key that its owner does not offer,',
    without: 'use a key that the owner offers',
    flows: true,
  },
  PROVIDES: { does: 'answers, along with its own,', without: 'take @provides(…) out', flows: true },
  FROM_CONTEXT: { does: 'receives, by way of a context,', without: 'take @fromContext(…) out', flows: true },
  SHAREABLE: { does: 'answers as well', without: 'rename the field, or write @external after it', flows: true },
  INTERFACE_OBJECT: { does: 'adds fields to every type of', without: 'take @interfaceObject out', flows: false },
  PROTECTION: { does: 'protects otherwise', without: 'protect it exactly as its owner does', flows: true },
  INACCESSIBLE: { does: 'hides', without: 'take @inaccessible out', flows: false },
  DEFINITION: { does: 'defines otherwise', without: 'define it exactly as its owner does', flows: false },
};

/** Acts that matter only where it is the owner who says otherwise. */
const OF_THE_OWNER: readonly GrantAct[] = ['PROTECTION', 'DEFINITION'];

/** Finds every use of what belongs to another partner for which there is no grant; those of one type and act together. */
export function weighOwnership(facts: OwnershipFacts): Finding[] {
  const taken = foreignUses(facts).filter((use) => !isGranted(facts, use));
  return [...Map.groupBy(taken, (use) => matterOf(facts, use)).values()].map((uses) => findingOf(facts, uses));
}

/** The uses of what belongs to another partner and is not offered to everybody. */
export function foreignUses(facts: OwnershipFacts): Use[] {
  return facts.uses.filter((use) => isForeign(facts, use));
}

/** Uses of one matter have the same text. The fields of a type that both answer are one, on however many lines. */
function matterOf(facts: OwnershipFacts, use: Use): string {
  const isShared = use.act === 'SHAREABLE' && !isRootField(use.coordinate);
  const line = isShared ? '' : use.sources[0]?.line;
  return `${use.act} ${ownerOfUse(facts, use)} ${use.coordinate.split('.')[0]} ${line}`;
}

function isForeign(facts: OwnershipFacts, use: Use): boolean {
  const owner = ownerOfUse(facts, use);
  if (owner === undefined || owner === facts.partner) return false;
  const ofOwner = use.others.some((name) => facts.partners.get(name) === owner);
  if (use.act === 'KEY') return !ofOwner;
  return !OF_THE_OWNER.includes(use.act) || ofOwner;
}

function ownerOfUse({ owners }: OwnershipFacts, { coordinate }: Use): string | undefined {
  return owners.get(coordinate);
}

function isGranted(facts: OwnershipFacts, use: Use): boolean {
  const [typeName] = use.coordinate.split('.');
  return facts.grants.some(
    (grant) =>
      grant.act === use.act &&
      (grant.coordinate === use.coordinate || grant.coordinate === typeName) &&
      grant.owner === ownerOfUse(facts, use) &&
      (grant.grantee === null || grant.grantee === facts.partner) &&
      isApproved(grant),
  );
}

function findingOf(facts: OwnershipFacts, uses: readonly Use[]): Finding {
  const [first] = uses as readonly [Use, ...Use[]];
  const owner = ownerOfUse(facts, first)!;
  const fields = [...new Set(uses.map(({ coordinate }) => coordinate))];
  const coordinate = fields.length === 1 ? first.coordinate : first.coordinate.split('.')[0]!;
  const { does, without, flows } = ACTS[first.act];
  return {
    code:
      isRootField(first.coordinate) && first.act === 'SHAREABLE'
        ? 'ROOT_FIELD_NEEDS_GRANT'
        : `${first.act}_NEEDS_GRANT`,
    severity: 'ERROR',
    message: `It ${does} ${fields.join(', ')}, which belongs to ${owner}`,
    coordinate,
    partner: facts.partner,
    sources: first.sources,
    fix: `Ask ${owner}: joinery grant request ${coordinate} --act ${first.act} --reason "…"; or ${without}`,
    flow: flows ? { fields, from: owner, to: facts.partner } : null,
  };
}

function isRootField(coordinate: string): boolean {
  return /^(Query|Mutation|Subscription)\./.test(coordinate);
}
