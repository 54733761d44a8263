import type { Mentorship as MentorshipRow } from '../entities/mentorship.js';
import type { Person as Row } from '../entities/person.js';
import type { TalentPoolEntry as EntryRow } from '../entities/talent-pool-entry.js';
import { runsOn } from '../runs-on.js';
import type { AsOf, Context, Key } from './context.js';

export const Person = {
  __resolveReference: ({ id }: Key, { load }: Context) => load.person.load(id),
  name: ({ givenName, familyName }: Row) => `${givenName} ${familyName}`,
  async appointments({ id }: Row, { asOf }: AsOf, { load }: Context) {
    const appointments = await load.appointmentsOfPerson.load(id);
    return asOf ? appointments.filter((appointment) => runsOn(appointment, asOf)) : appointments;
  },
  mentors: ({ id }: Row, _: unknown, { load }: Context) => load.mentors.load(id),
  mentees: ({ id }: Row, _: unknown, { load }: Context) => load.mentees.load(id),
  talentPool: ({ id }: Row, _: unknown, { load }: Context) => load.talentPool.load(id),
};

export const TalentPoolEntry = {
  person: ({ personId }: EntryRow, _: unknown, { load }: Context) => load.person.load(personId),
};

export const Mentorship = {
  mentor: ({ mentorId }: MentorshipRow, _: unknown, { load }: Context) => load.person.load(mentorId),
  mentee: ({ menteeId }: MentorshipRow, _: unknown, { load }: Context) => load.person.load(menteeId),
};
