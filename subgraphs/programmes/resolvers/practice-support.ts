import type { PracticeSupport as Row } from '../entities/practice-support.js';
import type { Context } from './context.js';

export const PracticeSupport = {
  __resolveReference: ({ id }: { id: string }, { load }: Context) => load.practiceSupport.load(id),
  id: ({ odsCode }: Row) => odsCode,
  practice: ({ odsCode }: Row) => ({ odsCode }),
  footprint: ({ footprintCode }: Row) => ({ odsCode: footprintCode }),
  region: ({ regionCode }: Row) => ({ code: regionCode }),
};
