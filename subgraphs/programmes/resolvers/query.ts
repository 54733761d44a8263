import { connect } from '../../kit/connection/connect.js';
import type { PageArgs } from '../../kit/connection/page.js';
import { Programme, type ProgrammeKind } from '../entities/programme.js';
import { TrainingOffer, type TrainingOfferStatus } from '../entities/training-offer.js';
import { SUPPORT_PLAN } from '../support-plan.js';
import type { Context } from './context.js';
import { FRAMEWORK } from './framework.js';

interface OffersArgs extends PageArgs {
  readonly status?: TrainingOfferStatus | null;
}

export const Query = {
  framework: () => FRAMEWORK,
  programme: (_: unknown, { code }: { code: string }, { load }: Context) => load.programme.load(code),
  async programmes(_: unknown, { kind }: { kind?: ProgrammeKind | null }, { database }: Context) {
    const programmes = await database.read.getRepository(Programme).find({
      ...(kind ? { where: { kind } } : {}),
      order: { code: 'ASC' },
    });
    return programmes.sort((a, b) => (a.ladderStep ?? Infinity) - (b.ladderStep ?? Infinity) || 0);
  },
  cohort: (_: unknown, { id }: { id: string }, { load }: Context) => load.cohort.load(id),
  trainingOffers: (_: unknown, { status, ...page }: OffersArgs, { database }: Context) =>
    connect(
      database,
      {
        entity: TrainingOffer,
        order: { name: 'trainingOffers', columns: ['footprintCode'], direction: 'ASC' },
        where: (query) => {
          if (status) query.andWhere('r.status = :status', { status });
        },
      },
      page,
    ),
  practiceSupport: () => SUPPORT_PLAN,
  cultureProgramme: () => ({}),
};
