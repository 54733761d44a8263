import { RATING_VALUES, type Rating } from '../entities/rating.js';
import type { Context } from './context.js';

/** A representation from the programmes subgraph, with the fields that `ratingChange` requires. */
interface Adoption {
  readonly id: string;
  readonly organisation?: { readonly odsCode: string } | null;
  readonly startedOn?: string;
}

interface RatingChange {
  readonly before: Rating | null;
  readonly after: Rating | null;
  readonly direction: 'BETTER' | 'SAME' | 'WORSE' | null;
}

export const CultureAdoption = {
  __resolveReference: (adoption: Adoption) => adoption,
  async ratingChange(
    { organisation, startedOn }: Adoption,
    _: unknown,
    { load }: Context,
  ): Promise<RatingChange | null> {
    if (!organisation || startedOn === undefined) return null;
    const ratings = await load.allRatings.load(organisation.odsCode);
    if (ratings.length === 0) return null;
    const before = ratings.filter((rating) => rating.publishedOn <= startedOn).at(-1) ?? null;
    const after = ratings.filter((rating) => rating.publishedOn > startedOn).at(-1) ?? null;
    return { before, after, direction: before && after ? compare(before, after) : null };
  },
};

function compare(before: Rating, after: Rating): RatingChange['direction'] {
  if ([before.overall, after.overall].includes('NO_PUBLISHED_RATING')) return null;
  const steps = RATING_VALUES.indexOf(before.overall) - RATING_VALUES.indexOf(after.overall);
  return steps > 0 ? 'BETTER' : steps < 0 ? 'WORSE' : 'SAME';
}
