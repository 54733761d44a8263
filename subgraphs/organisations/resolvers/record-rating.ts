import type { EntityManager } from 'typeorm';
import { refuse } from '../../kit/errors.js';
import { change } from '../../kit/refresh.js';
import { KeyQuestionRating, type KeyQuestion } from '../entities/key-question-rating.js';
import type { Organisation } from '../entities/organisation.js';
import { Rating, type RatingValue } from '../entities/rating.js';
import type { Context } from './context.js';

interface RecordRatingInput {
  readonly odsCode: string;
  readonly overall: RatingValue;
  readonly keyQuestions: readonly { readonly question: KeyQuestion; readonly rating: RatingValue }[];
  readonly publishedOn: string;
}

/** Records a rating; one of the same organisation and day takes the place of the former. */
export async function recordRating(
  _: unknown,
  { input }: { input: RecordRatingInput },
  context: Context,
): Promise<{ rating: Rating }> {
  const organisation = await context.load.organisation.load(input.odsCode);
  if (!organisation) throw refuse('NOT_FOUND', `No organisation has the code ${input.odsCode}`, 'input.odsCode');
  assertSensible(input, organisation, context.today);
  const rating: Rating = {
    id: `recorded.${input.odsCode}.${input.publishedOn}`,
    organisationCode: input.odsCode,
    locationId: null,
    overall: input.overall,
    publishedOn: input.publishedOn,
    ownership: null,
    synthetic: organisation.synthetic,
    sourceKey: 'recorded',
  };
  await change(context.database, 'recordRating', (manager) => store(manager, rating, input.keyQuestions));
  return { rating };
}

function assertSensible(
  { publishedOn, keyQuestions }: RecordRatingInput,
  { openedOn }: Organisation,
  today: string,
): void {
  const field = 'input.publishedOn';
  if (publishedOn > today)
    throw refuse('BAD_USER_INPUT', `publishedOn must not be after today, ${today}, and is ${publishedOn}`, field);
  if (openedOn !== null && publishedOn < openedOn) {
    throw refuse(
      'BAD_USER_INPUT',
      `publishedOn must not be before the organisation opened, ${openedOn}, and is ${publishedOn}`,
      field,
    );
  }
  const questions = keyQuestions.map(({ question }) => question);
  const twice = questions.find((question, index) => questions.indexOf(question) !== index);
  if (twice)
    throw refuse(
      'BAD_USER_INPUT',
      `keyQuestions must name each question once, and names ${twice} twice`,
      'input.keyQuestions',
    );
}

async function store(
  manager: EntityManager,
  rating: Rating,
  keyQuestions: RecordRatingInput['keyQuestions'],
): Promise<void> {
  await manager.delete(KeyQuestionRating, { ratingId: rating.id });
  await manager.save(Rating, rating);
  await manager.insert(
    KeyQuestionRating,
    keyQuestions.map((answer) => ({ ...answer, ratingId: rating.id })),
  );
}
