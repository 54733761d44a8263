import type { Spell, Tenure } from './tenure.js';

/** A tenure with the index among the people of who held each spell. */
export interface HeldTenure extends Tenure {
  readonly holders: readonly number[];
}

/** The day of the article: the people whom the country names as directors hold their posts then, or next. */
export const ARTICLE_DAY = '2016-12-01';

/**
 * Gives the spells to people: the one around the article's day to the post's own director, the others to whom `next`
 * names. Where nobody is left, earlier spells are not recorded, and a later vacancy stays open or never comes about.
 */
export function withHolders(tenure: Tenure, director: number, next: (spell: Spell) => number | null): HeldTenure {
  const { spells } = tenure;
  const own = ownSpell(spells);
  const before = handOut(spells.slice(0, own).reverse(), next).reverse();
  const after = handOut(spells.slice(own + 1), next);
  const begin = own - before.length;
  const end = own + 1 + after.length;
  const kept = spells.slice(begin, end);
  kept[0] = withoutInterim(kept[0]!, spells[begin - 1]);
  const holders = [...before, director, ...after];
  const unfilled = spells[end];
  if (!unfilled) return { ...tenure, spells: kept, holders };
  if (tenure.lastDay === null)
    return { ...tenure, spells: kept, holders, vacantSince: unfilled.vacantFrom ?? unfilled.from };
  const last = { ...kept.pop()!, to: tenure.lastDay };
  return { ...tenure, spells: [...kept, last], holders };
}

/** Whoever would have followed an interim of whom there is none begins in their place. */
function withoutInterim(spell: Spell, before: Spell | undefined): Spell {
  return before?.kind === 'INTERIM' ? { ...spell, from: before.from, vacantFrom: before.vacantFrom } : spell;
}

function ownSpell(spells: readonly Spell[]): number {
  const found = spells.findIndex(({ kind, to }) => kind === 'SUBSTANTIVE' && (to === null || to >= ARTICLE_DAY));
  return found === -1 ? spells.length - 1 : found;
}

function handOut(spells: readonly Spell[], next: (spell: Spell) => number | null): number[] {
  const holders: number[] = [];
  for (const spell of spells) {
    const holder = next(spell);
    if (holder === null) break;
    holders.push(holder);
  }
  return holders;
}
