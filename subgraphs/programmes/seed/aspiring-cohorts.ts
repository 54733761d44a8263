import { addMonths } from '../../../kit/dates.js';
import type { Country } from '../../kit/country/country.js';
import { cohortRecord, type CohortRecord } from './cohort-record.js';

const PLACES = 14;
const MONTHS = 12;
/** Both cohorts graduated in 2017; the day is not known. */
const GRADUATED_ON = '2017-12-31';

/** The two cohorts that public texts describe. The people in them, and where nine were appointed, are generated. */
export function aspiringCohorts(country: Country): CohortRecord[] {
  return ([1, 2] as const).map((number) => {
    const cohort = {
      id: `ACE-${number}`,
      programmeCode: 'ACE',
      position: number,
      name: `Aspiring Chief Executives, cohort ${number}`,
      startsOn: null,
      endsOn: GRADUATED_ON,
      places: PLACES,
      synthetic: false,
      sourceKey: 'aspiring-introduction',
    };
    const members = country.aspiringChiefExecutives.filter((member) => member.cohort === number);
    const participants = members.map(({ person, appointed }) => ({
      person,
      enrolledOn: addMonths(GRADUATED_ON, -MONTHS),
      status: 'GRADUATED' as const,
      later: appointed
        ? [{ kind: 'APPOINTED_CHIEF_EXECUTIVE' as const, on: appointed.on, odsCode: appointed.odsCode }]
        : [],
    }));
    return cohortRecord(country, cohort, participants);
  });
}
