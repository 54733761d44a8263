import type { Context } from './context.js';

interface Stub {
  readonly id: string;
}

/** People belong to another subgraph; here they are known by their identifier. */
export const Person = {
  __resolveReference: (stub: Stub) => stub,
  enrolments: ({ id }: Stub, _: unknown, { load }: Context) => load.enrolmentsOfPerson.load(id),
};
