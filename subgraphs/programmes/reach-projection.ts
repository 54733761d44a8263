import { addDays, addMonths } from '../../kit/dates.js';
import { monthOf, type MonthCount } from './reach-series.js';
import { SUPPORT_PLAN } from './support-plan.js';

const PACE_MONTHS = 12;
const DAYS_PER_MONTH = 365.25 / 12;

export interface ReachProjection {
  readonly asOf: string;
  readonly reached: number;
  readonly monthlyPace: string;
  readonly finishesOn: string | null;
  readonly dueOn: string;
  readonly onTrack: boolean | null;
}

/** What is known on a day: practices reached up to it, and by month. */
export interface ReachSeen {
  readonly asOf: string;
  readonly reached: number;
  readonly counts: readonly MonthCount[];
}

/**
 * When the target is reached at the mean pace of the last twelve whole months, or of as many as there are since the
 * programme began.
 */
export function projectReach({ asOf, reached, counts }: ReachSeen): ReachProjection {
  const { startsOn, target, targetMonths } = SUPPORT_PLAN;
  const pace = paceBefore(monthOf(asOf), counts);
  const finishesOn = reached >= target ? dayOfTarget(asOf, counts) : projectedDay(asOf, target - reached, pace);
  const dueOn = addDays(addMonths(startsOn, targetMonths), -1);
  return {
    asOf,
    reached,
    monthlyPace: pace.toFixed(1),
    finishesOn,
    dueOn,
    onTrack: finishesOn === null ? null : finishesOn <= dueOn,
  };
}

/** Practices a month in the whole months before `month`. */
function paceBefore(month: string, counts: readonly MonthCount[]): number {
  const earliest = addMonths(month, -PACE_MONTHS);
  const from = earliest > SUPPORT_PLAN.startsOn ? earliest : SUPPORT_PLAN.startsOn;
  const months = monthsBetween(from, month);
  const reached = counts.filter((count) => count.month >= from && count.month < month);
  return months <= 0 ? 0 : reached.reduce((sum, count) => sum + count.reached, 0) / months;
}

function monthsBetween(from: string, to: string): number {
  const [fromYear, fromMonth] = from.split('-').map(Number) as [number, number];
  const [toYear, toMonth] = to.split('-').map(Number) as [number, number];
  return 12 * (toYear - fromYear) + toMonth - fromMonth;
}

function projectedDay(asOf: string, missing: number, pace: number): string | null {
  return pace === 0 ? null : addDays(asOf, Math.ceil((missing / pace) * DAYS_PER_MONTH));
}

/** The end of the month in which the target was reached, or `asOf` where that month is still running. */
function dayOfTarget(asOf: string, counts: readonly MonthCount[]): string {
  let cumulative = 0;
  for (const { month, reached } of counts.toSorted((a, b) => (a.month < b.month ? -1 : 1))) {
    cumulative += reached;
    const lastDay = addDays(addMonths(month, 1), -1);
    if (cumulative >= SUPPORT_PLAN.target) return lastDay < asOf ? lastDay : asOf;
  }
  return asOf;
}
