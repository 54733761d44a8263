import { percent } from '../kit/money.js';
import type { CohortTally } from './entities/cohort-tally.js';
import { ETHNIC_GROUPS, type EthnicGroup } from './ethnic-group.js';
import { suppress } from './suppression.js';

/** The counts of one ethnic group in a cohort or in a whole programme. */
export type Tally = Pick<
  CohortTally,
  'ethnicGroup' | 'participants' | 'graduated' | 'appointedChiefExecutive' | 'synthetic'
>;

/** How many places there are, in a cohort or in a whole programme. */
export interface Places {
  readonly places: number;
  readonly synthetic: boolean;
}

export interface Totals extends Places {
  readonly participants: number;
  readonly graduated: number;
  readonly appointedChiefExecutive: number;
  readonly conversionRate: string | null;
}

export interface EthnicGroupOutcome {
  readonly group: EthnicGroup;
  /** Null when it is withheld. */
  readonly participants: number | null;
  /** Null when it is withheld. */
  readonly appointedChiefExecutive: number | null;
  readonly conversionRate: string | null;
  /** The same for all groups, so that it does not tell which of them are empty. */
  readonly synthetic: boolean;
}

/** Places, participants and outcomes over all groups. */
export function totalsOf({ places, synthetic }: Places, tallies: readonly Tally[]): Totals {
  const sum = (count: (tally: Tally) => number) => tallies.reduce((total, tally) => total + count(tally), 0);
  const participants = sum((tally) => tally.participants);
  const appointedChiefExecutive = sum((tally) => tally.appointedChiefExecutive);
  return {
    places,
    participants,
    graduated: sum((tally) => tally.graduated),
    appointedChiefExecutive,
    conversionRate: percent(appointedChiefExecutive, participants),
    synthetic: synthetic || tallies.some((tally) => tally.synthetic),
  };
}

/** The outcomes of every ethnic group under the small-number rule; rates come from the rounded numbers. */
export function outcomesByEthnicGroup(tallies: readonly Tally[]): EthnicGroupOutcome[] {
  const counts = ETHNIC_GROUPS.map((group) => tallies.find((tally) => tally.ethnicGroup === group));
  const shown = suppress(
    counts.map((tally) => ({
      participants: tally?.participants ?? 0,
      appointed: tally?.appointedChiefExecutive ?? 0,
    })),
  );
  return shown.map(({ participants, appointed }, place) => ({
    group: ETHNIC_GROUPS[place]!,
    participants,
    appointedChiefExecutive: appointed,
    conversionRate: participants === null || appointed === null ? null : percent(appointed, participants),
    synthetic: tallies.some((tally) => tally.synthetic),
  }));
}
