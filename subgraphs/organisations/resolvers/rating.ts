import { pageOf } from '../../kit/connection/page.js';
import { sourceOf } from '../../kit/provenance.js';
import { isDate } from '../../kit/scalars.js';
import { KEY_QUESTIONS } from '../entities/key-question-rating.js';
import type { Rating as Row } from '../entities/rating.js';
import { OWN_SOURCES } from '../own-sources.js';
import type { RatingGroup as Group } from '../queries/read-rating-groups.js';
import type { Context } from './context.js';

export const Rating = {
  __resolveReference: ({ id }: Row, { load }: Context) => load.rating.load(id),
  organisation: (row: Row, _: unknown, { load }: Context) =>
    row.organisationCode ? load.organisation.load(row.organisationCode) : null,
  async keyQuestions(row: Row, _: unknown, { load }: Context) {
    const ratings = await load.keyQuestions.load(row.id);
    return [...ratings].sort((a, b) => KEY_QUESTIONS.indexOf(a.question) - KEY_QUESTIONS.indexOf(b.question));
  },
  source: (row: Row) => sourceOf(row.sourceKey, OWN_SOURCES),
};

export const RatingGroup = {
  async __resolveReference({ id }: Group, { load }: Context) {
    const asOf = id.slice(id.indexOf('.') + 1);
    const groups = isDate(asOf) ? await load.ratingGroups.load(asOf) : [];
    return groups.find((group) => group.id === id) ?? null;
  },
  count: (group: Group) => group.odsCodes.length,
  async organisations(group: Group, { first }: { first?: number | null }, { load }: Context) {
    const { size } = pageOf({ first: first ?? null });
    const found = await load.organisation.loadMany(group.odsCodes.slice(0, size));
    return found.filter((organisation) => organisation !== null);
  },
};
