/**
 * The NHS rule for small numbers in sub-national figures: counts from 1 to 7 are withheld, 0 is shown, every other count is
 * rounded to the nearest 5. More is withheld than these counts, because the exact totals over all groups are public, and
 * because the counts of cohorts stand beside those of their programme: what is shown must not give away what is not.
 */
const SMALL_MAX = 7;
const ROUND_TO = 5;

export type SuppressionReason = 'SMALL_NUMBER' | 'COMPLEMENTARY';

/** A count as it may be shown: `value` is rounded, and null when it is withheld for the reason `suppressed`. */
export interface SuppressedCount {
  readonly value: number | null;
  readonly suppressed: SuppressionReason | null;
  readonly display: string;
}

/** Counts of one group: the exact ones, which must not be shown, or those that may be. */
export interface GroupCounts<Count> {
  readonly participants: Count;
  /** Those of the participants who were appointed. */
  readonly appointed: Count;
}

/** What may be shown of the groups' counts, in the order of the groups. */
export function suppress(groups: readonly GroupCounts<number>[]): GroupCounts<SuppressedCount>[] {
  const participants = groups.map((group) => group.participants);
  const appointed = groups.map((group) => group.appointed);
  const reasons = reasonsFor(participants, appointed);
  return groups.map((group) => ({
    participants: show(group.participants, reasons.participants),
    appointed: show(group.appointed, reasons.appointed),
  }));
}

type Reasons = GroupCounts<SuppressionReason | null>;

/** Where more than half were appointed, either column tells much of the other, so that both are shown or none. */
function reasonsFor(participants: readonly number[], appointed: readonly number[]): Reasons {
  const isMost = 2 * sum(appointed) > sum(participants);
  const beside = (counts: readonly number[]) => (isMost && tellsSmallCounts(counts) ? 'COMPLEMENTARY' : null);
  return {
    participants: tellsSmallCounts(participants) ? 'SMALL_NUMBER' : beside(appointed),
    appointed: tellsSmallCounts(appointed) ? 'SMALL_NUMBER' : beside(participants),
  };
}

/**
 * Whether a column must be withheld: of one with a small count nothing is shown, not even which count is the small one;
 * nor of one with a single group, whose zeros would tell that no part of the whole has any other.
 */
function tellsSmallCounts(counts: readonly number[]): boolean {
  return counts.some((count) => count >= 1 && count <= SMALL_MAX) || counts.filter((count) => count > 0).length === 1;
}

function show(count: number, suppressed: SuppressionReason | null): SuppressedCount {
  if (suppressed !== null) return { value: null, suppressed, display: '*' };
  const value = Math.round(count / ROUND_TO) * ROUND_TO;
  return { value, suppressed: null, display: String(value) };
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
