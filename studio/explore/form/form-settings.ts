import type { GraphQLSchema } from 'graphql';

/** How a form of variables asks. */
export interface FormSettings {
  readonly schema: GraphQLSchema;
  /** Whether types are shown, defaults are told rather than filled in, and null is told from what is left out. */
  readonly isExact: boolean;
  /** Whether what must be given and is not is told, as it is once somebody tried to go on without. */
  readonly tellsMissing: boolean;
}
