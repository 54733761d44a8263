import type { Region as Row } from '../entities/region.js';
import type { Context } from './context.js';

export const Region = {
  __resolveReference: ({ code }: Row, { load }: Context) => load.region.load(code),
  footprints: (row: Row, _: unknown, { load }: Context) => load.footprintsOfRegion.load(row.code),
};
