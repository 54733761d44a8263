import { DIRECTORS_PER_TRUST, type Country } from '../../kit/country/country.js';

/** Where the groups of people stand in the country's order of people. */
export interface Places {
  /** How many managers there are: the people who are in no leading group. */
  readonly managers: number;
  director(trust: number, director: number): number;
  manager(place: number): number;
}

/** The places of people in a country: leaders of footprints, directors, accountable officers, practices, managers. */
export function placesIn({ footprints, trusts, ccgs, practices, people }: Country): Places {
  const firstDirector = footprints.length;
  const firstManager = firstDirector + trusts.length * DIRECTORS_PER_TRUST + ccgs.length + practices;
  return {
    managers: people - firstManager,
    director: (trust, director) => firstDirector + trust * DIRECTORS_PER_TRUST + director,
    manager: (place) => firstManager + place,
  };
}
