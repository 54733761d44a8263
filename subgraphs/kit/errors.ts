import { GraphQLError } from 'graphql';

/** What a subgraph can refuse. All of these are safe to show to the client. */
export const ERRORS = {
  BAD_USER_INPUT: { message: 'The input is not valid' },
  INVALID_CURSOR: { message: 'The cursor is not valid' },
  NOT_FOUND: { message: 'It does not exist' },
  CONFLICT: { message: 'It conflicts with what is recorded' },
} as const;

export type SubgraphErrorCode = keyof typeof ERRORS;

/**
 * An error a client can mend. `detail` says what is wrong with which value and what would be right; `field` is the
 * argument's path, for example `input.startedOn`.
 */
export function refuse(code: SubgraphErrorCode, detail: string, field?: string): GraphQLError {
  return new GraphQLError(detail, { extensions: { code, ...(field === undefined ? {} : { field }) } });
}
