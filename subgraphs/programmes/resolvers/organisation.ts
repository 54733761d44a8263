import type { PageArgs } from '../../kit/connection/page.js';
import type { Context } from './context.js';

interface Stub {
  readonly odsCode: string;
}

/** Organisations belong to another subgraph; here they are known by their code. */
export const Organisation = {
  __resolveReference: (stub: Stub) => stub,
  enrolments: ({ odsCode }: Stub, args: PageArgs, { load }: Context) => load.enrolmentsOfOrganisation(odsCode, args),
  practiceSupport: ({ odsCode }: Stub, _: unknown, { load }: Context) => load.practiceSupport.load(odsCode),
  cultureAdoption: ({ odsCode }: Stub, _: unknown, { load }: Context) => load.cultureAdoption.load(odsCode),
  programmes: ({ odsCode }: Stub, _: unknown, { load }: Context) => load.programmesOfBody.load(odsCode),
};
