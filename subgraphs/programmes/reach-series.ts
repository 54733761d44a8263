import { addMonths } from '../../kit/dates.js';
import { SUPPORT_PLAN } from './support-plan.js';

/** Practices that began the local programme in a month, given by its first day. */
export interface MonthCount {
  readonly month: string;
  readonly reached: number;
}

export interface PracticeReach extends MonthCount {
  readonly cumulative: number;
  readonly target: number;
}

/**
 * Fills the gaps between months, the first month of the programme and the last month with data included, and adds up.
 * The target grows evenly to `share` of the programme's target, 0 to 1, and then stays.
 */
export function reachSeries(counts: readonly MonthCount[], share: number): PracticeReach[] {
  const byMonth = new Map(counts.map(({ month, reached }) => [month, reached]));
  const last = [...byMonth.keys()].sort().at(-1);
  const { startsOn, target, targetMonths } = SUPPORT_PLAN;
  const series: PracticeReach[] = [];
  let cumulative = 0;
  for (let month: string = startsOn; last !== undefined && month <= last; month = addMonths(month, 1)) {
    const reached = byMonth.get(month) ?? 0;
    cumulative += reached;
    const elapsed = Math.min(series.length + 1, targetMonths) / targetMonths;
    series.push({ month, reached, cumulative, target: Math.round(target * share * elapsed) });
  }
  return series;
}

/** The first day of a day's month. */
export function monthOf(date: string): string {
  return `${date.slice(0, 7)}-01`;
}
