import { addDays, addMonths } from '../../../kit/dates.js';
import { DIRECTORS_PER_TRUST, type Country, type Person } from '../../kit/country/country.js';
import { between, chance } from '../../../kit/random.js';
import type { Mentorship } from '../entities/mentorship.js';
import { placesIn } from './places.js';

const DIRECTORS_MENTORED = 0.1;
const MANAGERS_MENTORED = 0.03;
/** A mentor works at another trust, so many further in the list. */
const TRUSTS_APART = 17;

/**
 * Who mentors a person, or null. Directors are mentored by the chief executive of another trust, and all participants of
 * Aspiring Chief Executives are; managers by another trust's director.
 */
export function mentorshipRow(country: Country, person: Person, isParticipant: boolean): Mentorship | null {
  const trusts = country.trusts.length;
  const { id, group, place } = person;
  if (group === 'TRUST_DIRECTOR' && (isParticipant || chance(DIRECTORS_MENTORED, 'mentee', id))) {
    const trust = Math.floor(place / DIRECTORS_PER_TRUST);
    return row(country, id, placesIn(country).director((trust + TRUSTS_APART) % trusts, 0));
  }
  if (group === 'MANAGER' && chance(MANAGERS_MENTORED, 'mentee', id)) {
    const director = between(1, DIRECTORS_PER_TRUST - 1, 'mentor', id);
    return row(country, id, placesIn(country).director((place + TRUSTS_APART) % trusts, director));
  }
  return null;
}

function row(country: Country, menteeId: string, mentor: number): Mentorship {
  const startedOn = addDays('2016-09-01', between(0, 1_300, 'mentored', menteeId));
  const lasts = chance(0.15, 'lasting', menteeId);
  return {
    id: `${menteeId}-M1`,
    mentorId: country.person(mentor).id,
    menteeId,
    startedOn,
    endedOn: lasts ? null : addMonths(startedOn, between(6, 24, 'months', menteeId)),
    synthetic: true,
  };
}
