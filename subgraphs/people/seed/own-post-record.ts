import { addDays } from '../../../kit/dates.js';
import type { Country, Person } from '../../kit/country/country.js';
import { between, chance } from '../../../kit/random.js';
import { ARTICLE_DAY } from './holders.js';
import { DIRECTOR_POSTS, leadingPost, managerPost, placeOf } from './post-rows.js';
import { postRecord, type HeldSpell, type PostRecord } from './post-record.js';
import type { Spell } from './tenure.js';

/** CCGs began on this day; the footprints were announced in the month of the other. */
const CCGS_OPENED_ON = '2013-04-01';
const FOOTPRINTS_OPENED_ON = '2016-03-01';
/** So many left without a successor, and no vacancy was opened yet. */
const LEFT_SHARE = 0.025;

/** The post that a person has to themselves, or null for executive directors, whose posts change hands. */
export function ownPostRecord(country: Country, person: Person, served: Spell | undefined): PostRecord | null {
  switch (person.group) {
    case 'TRUST_DIRECTOR':
      return null;
    case 'FOOTPRINT_LEADER':
      return footprintLeader(person);
    case 'ACCOUNTABLE_OFFICER':
      return accountableOfficer(person);
    case 'PRACTICE_MANAGER':
      return practiceManager(country, person);
    case 'MANAGER':
      return manager(country, person, served);
  }
}

function footprintLeader(person: Person): PostRecord {
  const post = leadingPost({ ...whereIs(person), establishedOn: FOOTPRINTS_OPENED_ON }, 'FOOTPRINT_LEADER');
  return postRecord(post, [heldBy(person, addDays(FOOTPRINTS_OPENED_ON, between(0, 30, 'leads', person.id)))]);
}

/** Most began with the CCG, some later after a vacancy; a few left in 2020 and were not replaced. */
function accountableOfficer(person: Person): PostRecord {
  const post = leadingPost({ ...whereIs(person), establishedOn: CCGS_OPENED_ON }, 'ACCOUNTABLE_OFFICER');
  const isFirst = chance(0.7, 'first', person.id);
  const from = isFirst ? CCGS_OPENED_ON : addDays(CCGS_OPENED_ON, between(400, 1_100, 'came', person.id));
  const vacantFrom = isFirst ? null : addDays(from, -between(20, 150, 'vacant', person.id));
  const leftOn = chance(0.05, 'left', person.id) ? addDays('2020-02-01', between(0, 300, 'left', person.id)) : null;
  const to = leftOn === null ? null : addDays(leftOn, -1);
  return postRecord(post, [{ ...heldBy(person, from), to, vacantFrom }], leftOn);
}

function practiceManager(country: Country, person: Person): PostRecord {
  const { openedOn } = country.practice(person.place);
  const post = leadingPost({ ...whereIs(person), establishedOn: openedOn }, 'PRACTICE_MANAGER');
  const from = later(openedOn, addDays('2001-04-01', between(0, 5_500, 'began', person.id)));
  return postRecord(post, [{ ...heldBy(person, from), to: leaving(person, from) }]);
}

/** Managers who served as directors did so before this post, after it, or, as an interim, beside it. */
function manager(country: Country, person: Person, served: Spell | undefined): PostRecord {
  const trusts = country.trusts.length;
  const trust = country.trusts[person.place % trusts]!;
  const number = DIRECTOR_POSTS.length + Math.floor(person.place / trusts);
  const post = managerPost(placeOf(trust), number);
  const lastDay = trust.closedOn === null ? null : addDays(trust.closedOn, -1);
  const began = later(trust.openedOn, addDays('2005-04-01', between(0, 3_800, 'began', person.id)));
  if (served?.kind !== 'SUBSTANTIVE') {
    return postRecord(post, [{ ...heldBy(person, began), to: lastDay ?? (served ? null : leaving(person, began)) }]);
  }
  if (served.to !== null && served.to < ARTICLE_DAY) {
    const from = addDays(served.to, between(1, 60, 'returned', person.id));
    return postRecord(post, [{ ...heldBy(person, from), to: lastDay }]);
  }
  const from = began < served.from ? began : trust.openedOn;
  return postRecord(post, [{ ...heldBy(person, from), to: addDays(served.from, -1) }]);
}

function whereIs({ odsCode, region }: Person) {
  return { odsCode, region, abolishedOn: null };
}

function heldBy({ id }: Person, from: string): HeldSpell {
  return { personId: id, from, to: null, kind: 'SUBSTANTIVE', vacantFrom: null };
}

function leaving({ id }: Person, from: string): string | null {
  const leftOn = addDays('2018-01-01', between(0, 1_000, 'left', id));
  return chance(LEFT_SHARE, 'left', id) && from < leftOn ? leftOn : null;
}

function later(one: string, other: string): string {
  return one > other ? one : other;
}
