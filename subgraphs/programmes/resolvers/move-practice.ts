import type { EntityManager } from 'typeorm';
import { refuse } from '../../kit/errors.js';
import { change } from '../../kit/refresh.js';
import { PracticeReach } from '../entities/practice-reach.js';
import { PracticeSupport, type SupportStage } from '../entities/practice-support.js';
import { monthOf } from '../reach-series.js';
import { SUPPORT_PLAN } from '../support-plan.js';
import type { Context } from './context.js';

interface MoveInput {
  readonly odsCode: string;
  readonly stage: SupportStage;
  readonly movedOn: string;
}

type DateColumn = 'interestOn' | 'planningOn' | 'startedOn' | 'completedOn' | 'withdrawnOn';

/** Where a practice may go from each stage, besides withdrawing. */
const NEXT: Readonly<Record<SupportStage, SupportStage | null>> = {
  NOT_STARTED: 'EXPRESSION_OF_INTEREST',
  EXPRESSION_OF_INTEREST: 'PLANNING',
  PLANNING: 'PROGRAMME',
  PROGRAMME: 'COMPLETE',
  COMPLETE: null,
  WITHDRAWN: null,
};

/** The column that keeps when a stage was reached. */
const REACHED_ON: Partial<Record<SupportStage, DateColumn>> = {
  EXPRESSION_OF_INTEREST: 'interestOn',
  PLANNING: 'planningOn',
  PROGRAMME: 'startedOn',
  COMPLETE: 'completedOn',
  WITHDRAWN: 'withdrawnOn',
};

/** Moves a practice to the stage after its present one, or withdraws it. */
export async function movePractice(_: unknown, { input }: { input: MoveInput }, { database, today }: Context) {
  if (input.movedOn > today) {
    throw refuse('BAD_USER_INPUT', `movedOn must not be after today, and is ${input.movedOn}`, 'input.movedOn');
  }
  return { practiceSupport: await change(database, 'movePractice', (manager) => move(manager, input)) };
}

async function move(manager: EntityManager, { odsCode, stage, movedOn }: MoveInput): Promise<PracticeSupport> {
  const practice = await manager.findOneBy(PracticeSupport, { odsCode });
  if (!practice) throw refuse('NOT_FOUND', `Practice ${odsCode} is not in the support programme`, 'input.odsCode');
  const column = columnFor(practice, stage);
  checkDate(practice, movedOn);
  const moved = { stage, [column]: movedOn };
  const { affected } = await manager.update(PracticeSupport, { odsCode, stage: practice.stage }, moved);
  if (affected !== 1)
    throw refuse('CONFLICT', `Practice ${odsCode} was moved by somebody else just now. Read it again`);
  if (stage === 'PROGRAMME') await countReached(manager, practice, movedOn);
  return { ...practice, ...moved };
}

function columnFor({ odsCode, stage: present }: PracticeSupport, stage: SupportStage): DateColumn {
  const next = NEXT[present];
  const column = REACHED_ON[stage];
  if (next !== null && column !== undefined && (stage === next || stage === 'WITHDRAWN')) return column;
  const allowed = next === null ? 'and goes no further' : `and can move to ${next} or WITHDRAWN, not to ${stage}`;
  throw refuse('CONFLICT', `Practice ${odsCode} is in stage ${present} ${allowed}`, 'input.stage');
}

function checkDate({ interestOn, planningOn, startedOn }: PracticeSupport, movedOn: string): void {
  const earliest = startedOn ?? planningOn ?? interestOn ?? SUPPORT_PLAN.startsOn;
  if (movedOn >= earliest) return;
  throw refuse(
    'BAD_USER_INPUT',
    `movedOn must be on or after ${earliest}, the last move or the programme's first day, and is ${movedOn}`,
    'input.movedOn',
  );
}

async function countReached(manager: EntityManager, practice: PracticeSupport, movedOn: string): Promise<void> {
  const { footprintCode, regionCode } = practice;
  const place = { month: monthOf(movedOn), footprintCode, regionCode };
  await manager
    .createQueryBuilder()
    .insert()
    .into(PracticeReach)
    .values({ ...place, reached: 0 })
    .orIgnore()
    .execute();
  await manager.increment(PracticeReach, place, 'reached', 1);
}
