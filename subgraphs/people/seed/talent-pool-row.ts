import { addDays } from '../../../kit/dates.js';
import { DIRECTORS_PER_TRUST, type Country, type Person, type PersonGroup } from '../../kit/country/country.js';
import { between, chance, pick } from '../../../kit/random.js';
import type { PostRole } from '../entities/post.js';
import { poolOf, type Readiness, type TalentPoolEntry } from '../entities/talent-pool-entry.js';
import { DIRECTOR_POSTS } from './post-rows.js';

/** How many of a group prepare for a next role. */
const SHARES: Readonly<Record<PersonGroup, number>> = {
  FOOTPRINT_LEADER: 0,
  TRUST_DIRECTOR: 0.25,
  ACCOUNTABLE_OFFICER: 0.1,
  PRACTICE_MANAGER: 0.02,
  MANAGER: 0.12,
};
const READINESS: readonly Readiness[] = ['READY_NOW', 'WITHIN_A_YEAR', 'WITHIN_A_YEAR', 'WITHIN_THREE_YEARS'];

/** Participants of the programme are in the pool until they become chief executives. */
export type Participation = 'APPOINTED' | 'PARTICIPANT' | undefined;

/** A person's place in the talent pool, or null. Chief executives, and managers who became directors, are not in it. */
export function talentPoolRow(
  person: Person,
  participation: Participation,
  hasServed: boolean,
): TalentPoolEntry | null {
  const isChief = person.group === 'TRUST_DIRECTOR' && person.place % DIRECTORS_PER_TRUST === 0;
  if (isChief || hasServed || participation === 'APPOINTED') return null;
  const isParticipant = participation === 'PARTICIPANT';
  if (!isParticipant && !chance(SHARES[person.group], 'pool', person.id)) return null;
  const role = nextRole(person);
  return {
    personId: person.id,
    role,
    readiness: pick(isParticipant ? READINESS.slice(0, 2) : READINESS, 'readiness', person.id),
    region: person.region,
    pool: poolOf(role, person.region),
    reviewedOn: addDays('2017-09-01', between(0, 1_200, 'reviewed', person.id)),
    familySearch: person.familyName.toLowerCase(),
    synthetic: true,
  };
}

/** The participation of each participant, by index among the people. */
export function participations({ aspiringChiefExecutives }: Country): ReadonlyMap<number, Participation> {
  return new Map(
    aspiringChiefExecutives.map(({ person, appointed }) => [person, appointed ? 'APPOINTED' : 'PARTICIPANT']),
  );
}

function nextRole({ group, id }: Person): PostRole {
  switch (group) {
    case 'TRUST_DIRECTOR':
      return 'CHIEF_EXECUTIVE';
    case 'ACCOUNTABLE_OFFICER':
      return 'FOOTPRINT_LEADER';
    case 'PRACTICE_MANAGER':
      return 'SERVICE_MANAGER';
    default:
      return pick(DIRECTOR_POSTS.slice(1), 'next', id).role;
  }
}
