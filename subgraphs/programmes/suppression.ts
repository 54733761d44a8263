/**
 * The NHS rule for small numbers in sub-national figures: counts from 1 to 7 are withheld, 0 is shown, every other count is
 * rounded to the nearest 5. More is withheld than these counts, because the exact totals over all groups are public, and
 * because the counts of cohorts stand beside those of their programme: what is shown must not give away what is not.
 */
const SMALL_MAX = 7;
const ROUND_TO = 5;

/** Counts of one group: the exact ones, which must not be shown, or those that may be. */
export interface GroupCounts<Count> {
  readonly participants: Count;
  /** Those of the participants who were appointed. */
  readonly appointed: Count;
}

/** What may be shown of the groups' counts, rounded, in the order of the groups; null is withheld. */
export function suppress(groups: readonly GroupCounts<number>[]): GroupCounts<number | null>[] {
  const participants = groups.map((group) => group.participants);
  const appointed = groups.map((group) => group.appointed);
  const isWithheld = withheldOf(participants, appointed);
  return groups.map((group) => ({
    participants: isWithheld.participants ? null : rounded(group.participants),
    appointed: isWithheld.appointed ? null : rounded(group.appointed),
  }));
}

/** Where more than half were appointed, either column tells much of the other, so that both are shown or none. */
function withheldOf(participants: readonly number[], appointed: readonly number[]): GroupCounts<boolean> {
  const isMost = 2 * sum(appointed) > sum(participants);
  const [ofAll, ofSome] = [tellsSmallCounts(participants), tellsSmallCounts(appointed)];
  return { participants: ofAll || (isMost && ofSome), appointed: ofSome || (isMost && ofAll) };
}

/**
 * Whether a column must be withheld: of one with a small count nothing is shown, not even which count is the small one;
 * nor of one with a single group, whose zeros would tell that no part of the whole has any other.
 */
function tellsSmallCounts(counts: readonly number[]): boolean {
  return counts.some((count) => count >= 1 && count <= SMALL_MAX) || counts.filter((count) => count > 0).length === 1;
}

function rounded(count: number): number {
  return Math.round(count / ROUND_TO) * ROUND_TO;
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
