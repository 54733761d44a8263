import type { TrainingOffer as Row } from '../entities/training-offer.js';
import type { Context } from './context.js';

export const TrainingOffer = {
  __resolveReference: ({ id }: { id: string }, { load }: Context) => load.trainingOffer.load(id),
  id: ({ footprintCode }: Row) => footprintCode,
  footprint: ({ footprintCode }: Row) => ({ odsCode: footprintCode }),
  skillNeeds: ({ footprintCode }: Row, _: unknown, { load }: Context) => load.skillNeeds.load(footprintCode),
};
