import type { Country, Trust } from '../../kit/country/country.js';
import { chance } from '../../../kit/random.js';
import { besides, RATING_LEVELS, trustRatings, type TrustRating } from '../../kit/country/trust-ratings.js';
import { KEY_QUESTIONS, type KeyQuestionRating } from '../entities/key-question-rating.js';
import { RATING_VALUES, type Rating } from '../entities/rating.js';

/** The ratings of the generated trusts, each with its key questions. */
export function ratingRows(country: Country): { ratings: Rating[]; keyQuestions: KeyQuestionRating[] } {
  const ratings = country.trusts.flatMap((trust, index) =>
    trustRatings(trust, index).map((rating) => ratingRow(trust, rating)),
  );
  return { ratings, keyQuestions: ratings.flatMap(keyQuestionsOf) };
}

function ratingRow(trust: Trust, { level, publishedOn }: TrustRating): Rating {
  return {
    id: `generated.${trust.odsCode}.${publishedOn}`,
    organisationCode: trust.odsCode,
    locationId: null,
    overall: level,
    publishedOn,
    ownership: null,
    synthetic: true,
    sourceKey: 'generated',
  };
}

function keyQuestionsOf({ id, overall }: Rating): KeyQuestionRating[] {
  const level = RATING_VALUES.indexOf(overall);
  return KEY_QUESTIONS.map((question) => {
    const moved = chance(0.3, 'question', id, question)
      ? besides(level, chance(0.5, 'side', id, question) ? -1 : 1)
      : level;
    return { ratingId: id, question, rating: RATING_LEVELS[moved]! };
  });
}
