import type { GraphQLError } from 'graphql';
import type { HttpErrorCode } from '../../kit/http/errors.js';
import type { GatewayErrorCode } from '../errors.js';

export interface ErrorLocation {
  readonly line: number;
  readonly column: number;
}

/** Why a request cannot be executed at all; its errors are what the client sees. */
export class RequestError extends Error {
  readonly errors: readonly RequestErrorEntry[];
  readonly status: number;
  /** Headers of the answer, lower-case names. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, errors: readonly RequestErrorEntry[], headers: Readonly<Record<string, string>> = {}) {
    super(errors[0]?.message ?? 'The request was refused');
    this.status = status;
    this.errors = errors;
    this.headers = headers;
  }
}

export interface RequestErrorEntry {
  readonly message: string;
  readonly locations?: readonly ErrorLocation[];
  readonly extensions: { readonly code: GatewayErrorCode | HttpErrorCode; readonly [name: string]: unknown };
}

/** A request error with one entry. */
export function requestError(
  status: number,
  code: GatewayErrorCode | HttpErrorCode,
  message: string,
  headers?: Readonly<Record<string, string>>,
): RequestError {
  return new RequestError(status, [{ message, extensions: { code } }], headers);
}

/** The refusal of a document that is not GraphQL or does not fit the schema, with the places in its text. */
export function documentRefused(
  code: 'GRAPHQL_PARSE_FAILED' | 'GRAPHQL_VALIDATION_FAILED',
  errors: readonly GraphQLError[],
): RequestError {
  return new RequestError(
    400,
    errors.map(({ message, locations }) => ({
      message: withoutAdvice(message),
      ...(locations ? { locations: locations.map(({ line, column }) => ({ line, column })) } : {}),
      extensions: { code },
    })),
  );
}

/** The library hides its suggestions of names when told to, but not the one of a selection. */
function withoutAdvice(message: string): string {
  return message.replace(/ Did you mean [^?]*\?$/, '').replace(/\.$/, '');
}
