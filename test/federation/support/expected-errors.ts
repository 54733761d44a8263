import type { ExpectedError } from './federation-case.js';

/** The codes of our engine, in one place. */
export const CODES = {
  /** The subgraph could not be asked, or what it answered is no GraphQL answer; also a GraphQL error without a code. */
  downstream: 'DOWNSTREAM_SERVICE_ERROR',
  /** The subgraph answered what the schema does not allow. */
  wrongValue: 'INVALID_SUBGRAPH_RESPONSE',
} as const;

/** A subgraph could not be asked: everything that is missing for it is covered by errors that name it. */
export function failed(serviceName: string, ...covers: readonly string[]): ExpectedError {
  return { covers, code: CODES.downstream, serviceName };
}

/** A GraphQL error of a subgraph, at the client's path, with its own message and code. */
export function subgraphError(serviceName: string, path: string, message: RegExp, code?: string): ExpectedError {
  return { path, message, serviceName, code: code ?? CODES.downstream };
}

/** A value that the schema does not allow, at its path. */
export function wrongValue(path: string): ExpectedError {
  return { path, code: CODES.wrongValue };
}

/** A non-null field without a value. */
export function missingNonNull(path: string): ExpectedError {
  return { path };
}
