import { addDays } from '../../../kit/dates.js';
import type { Trust } from '../../kit/country/country.js';
import { between, chance } from '../../../kit/random.js';
import type { AppointmentKind } from '../entities/appointment.js';
import type { Turnover } from './trust-turnover.js';

/** A time in which one person holds a post. */
export interface Spell {
  readonly from: string;
  /** The last day; null while it runs. */
  readonly to: string | null;
  readonly kind: AppointmentKind;
  /** Since when the post had stood vacant before; null when it was handed over without a gap. */
  readonly vacantFrom: string | null;
}

/** How a post was held, in order of time, and since when it stands vacant at the end. */
export interface Tenure {
  readonly spells: readonly Spell[];
  readonly vacantSince: string | null;
  /** The last day of the post; null while it exists. */
  readonly lastDay: string | null;
}

const RECORDS_BEGIN = '2006-04-01';
const INTERIM_SHARE = 0.25;

/** The spells between the turnovers of a director post. A quarter of the vacancies are filled by an interim first. */
export function tenureOf(trust: Trust, post: string, turnovers: readonly Turnover[]): Tenure {
  const spells: Spell[] = [];
  const lastDay = trust.closedOn === null ? null : addDays(trust.closedOn, -1);
  let from = firstDay(trust, post);
  let vacantFrom: string | null = null;
  for (const { openedOn, filledOn } of turnovers) {
    spells.push({ from, to: addDays(openedOn, -1), kind: 'SUBSTANTIVE', vacantFrom });
    if (filledOn === null) return { spells, vacantSince: openedOn, lastDay };
    from = filledOn;
    vacantFrom = openedOn < filledOn ? openedOn : null;
    if (vacantFrom !== null && trust.closedOn === null && chance(INTERIM_SHARE, 'interim', post, filledOn)) {
      const to = addDays(from, between(60, 150, 'interim', post, filledOn));
      spells.push({ from, to, kind: 'INTERIM', vacantFrom });
      from = addDays(to, 1);
      vacantFrom = null;
    }
  }
  spells.push({ from, to: lastDay, kind: 'SUBSTANTIVE', vacantFrom });
  return { spells, vacantSince: null, lastDay };
}

/** Posts of a trust that opens within the records are held from its first day. */
function firstDay({ openedOn }: Trust, post: string): string {
  const day = addDays(RECORDS_BEGIN, between(0, 1_800, 'first', post));
  return day > openedOn ? day : openedOn;
}
