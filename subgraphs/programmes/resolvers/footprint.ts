import type { Context } from './context.js';
import { footprintReach } from './practice-support-programme.js';

interface Stub {
  readonly odsCode: string;
}

/** Footprints belong to another subgraph; here they are known by their code. */
export const Footprint = {
  __resolveReference: (stub: Stub) => stub,
  trainingOffer: ({ odsCode }: Stub, _: unknown, { load }: Context) => load.trainingOffer.load(odsCode),
  async practiceReach({ odsCode }: Stub, { asOf }: { asOf?: string | null }, { load, today }: Context) {
    const reach = await load.placeReach({ column: 'footprintCode', asOf: asOf ?? today }).one(odsCode);
    return reach && footprintReach(reach);
  },
};
