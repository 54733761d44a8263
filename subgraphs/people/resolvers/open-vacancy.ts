import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { conflictOnDuplicate } from '../../kit/conflict-on-duplicate.js';
import { refuse } from '../../kit/errors.js';
import { change } from '../../kit/refresh.js';
import { Appointment } from '../entities/appointment.js';
import { Post } from '../entities/post.js';
import { Vacancy } from '../entities/vacancy.js';
import type { Context } from './context.js';

interface OpenVacancyInput {
  readonly postId: string;
  readonly openedOn: string;
}

const OPENED_ON = 'input.openedOn';

/** Opens a vacancy. Throws `BAD_USER_INPUT`, `NOT_FOUND`, or `CONFLICT` where the post is held or vacant already. */
export async function openVacancy(
  _: unknown,
  { input }: { input: OpenVacancyInput },
  { database, today }: Context,
): Promise<{ vacancy: Vacancy }> {
  const { postId, openedOn } = input;
  if (openedOn > today) {
    throw refuse('BAD_USER_INPUT', `openedOn must not be after today, ${today}, and is ${openedOn}`, OPENED_ON);
  }
  const vacancy = await conflictOnDuplicate(`Post ${postId} was given another vacancy at the same time`, () =>
    change(database, 'openVacancy', (manager) => open(manager, input)),
  );
  return { vacancy };
}

async function open(manager: EntityManager, { postId, openedOn }: OpenVacancyInput): Promise<Vacancy> {
  const post = await manager.findOneBy(Post, { id: postId });
  if (!post) throw refuse('NOT_FOUND', `No post has the identifier ${postId}`, 'input.postId');
  assertExists(post, openedOn);
  await assertNotVacant(manager, postId);
  await assertNotHeld(manager, postId, openedOn);
  const vacancy: Vacancy = {
    id: randomUUID(),
    postId,
    odsCode: post.odsCode,
    region: post.region,
    role: post.role,
    senior: post.senior,
    openedOn,
    filledOn: null,
    filledById: null,
    openPostId: postId,
    synthetic: post.synthetic,
  };
  await manager.insert(Vacancy, vacancy);
  return vacancy;
}

function assertExists({ id, establishedOn, abolishedOn }: Post, openedOn: string): void {
  if (abolishedOn !== null) throw refuse('CONFLICT', `Post ${id} was abolished on ${abolishedOn}`, 'input.postId');
  if (openedOn < establishedOn) {
    const detail = `openedOn must not be before the post was established, ${establishedOn}, and is ${openedOn}`;
    throw refuse('BAD_USER_INPUT', detail, OPENED_ON);
  }
}

async function assertNotVacant(manager: EntityManager, postId: string): Promise<void> {
  const other = await manager.findOneBy(Vacancy, { openPostId: postId });
  if (!other) return;
  throw refuse(
    'CONFLICT',
    `Post ${postId} has been vacant since ${other.openedOn}, vacancy ${other.id}`,
    'input.postId',
  );
}

/** A vacancy lasts until it is filled, so nobody may hold the post on its first day or after. */
async function assertNotHeld(manager: EntityManager, postId: string, openedOn: string): Promise<void> {
  const holder = await manager
    .createQueryBuilder(Appointment, 'r')
    .where('r.postId = :postId AND (r.endedOn IS NULL OR r.endedOn >= :openedOn)', { postId, openedOn })
    .orderBy('r.startedOn', 'DESC')
    .limit(1)
    .getOne();
  if (!holder) return;
  const { personId, startedOn, endedOn } = holder;
  const time = endedOn === null ? `since ${startedOn}` : `from ${startedOn} to ${endedOn}`;
  throw refuse(
    'CONFLICT',
    `Post ${postId} is held by person ${personId} ${time}; it can be vacant only after that`,
    OPENED_ON,
  );
}
