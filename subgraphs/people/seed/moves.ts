import { addDays } from '../../../kit/dates.js';
import { DIRECTORS_PER_TRUST, type Country } from '../../kit/country/country.js';
import { between } from '../../../kit/random.js';
import type { Turnover } from './trust-turnover.js';

/** Days between which a post must not change its holder, because somebody's career says so. */
export interface Settled {
  /** Which of the trust's director posts. */
  readonly director: number;
  readonly from: string;
  readonly to: string;
}

/** What the Aspiring Chief Executives programme did to the director posts of one trust. */
export interface Moves {
  /** Participants who stayed, and posts around the moves: nothing else happens to them then. */
  readonly settled: readonly Settled[];
  readonly turnovers: readonly (Turnover & { readonly director: number })[];
  /** The chief executive who came from the programme: index among the people, and first day. */
  readonly arrival: { readonly person: number; readonly on: string } | null;
}

/** Participants were directors throughout the programme, whose two cohorts graduated in 2017. */
const PROGRAMME_FROM = '2015-12-31';
const PROGRAMME_TO = '2018-06-30';
const FOREVER = '9999-12-31';
/** Posts left earlier are filled at once, so that the day of the published survey keeps its figures. */
const SUCCESSION_TAKES_TIME_FROM = '2018-01-31';

/** The moves at one trust, by its index. */
export function movesAt(country: Country, trust: number): Moves {
  const { odsCode } = country.trusts[trust]!;
  const settled: Settled[] = [];
  const turnovers: Moves['turnovers'][number][] = [];
  let arrival: Moves['arrival'] = null;
  for (const { person, appointed } of country.aspiringChiefExecutives) {
    const place = person - country.footprints.length;
    const director = place % DIRECTORS_PER_TRUST;
    if (Math.floor(place / DIRECTORS_PER_TRUST) === trust) {
      settled.push({ director, from: PROGRAMME_FROM, to: appointed ? addDays(appointed.on, 500) : PROGRAMME_TO });
      if (appointed) turnovers.push({ director, openedOn: appointed.on, filledOn: filledOn(appointed.on, person) });
    }
    if (appointed?.odsCode === odsCode) {
      settled.push({ director: 0, from: PROGRAMME_FROM, to: FOREVER });
      turnovers.push({ director: 0, openedOn: appointed.on, filledOn: appointed.on });
      arrival = { person, on: appointed.on };
    }
  }
  return { settled, turnovers, arrival };
}

function filledOn(leftOn: string, person: number): string {
  return leftOn < SUCCESSION_TAKES_TIME_FROM ? leftOn : addDays(leftOn, between(30, 150, 'succession', person));
}
