import { ERRORS } from '../errors.js';
import type { ResponseError } from '../execute/graphql-error.js';
import type { MarkedPlace } from '../execute/suppression/marked-places.js';
import { suppressAnswer } from '../execute/suppression/suppress-answer.js';
import type { OperationAnswer } from './handle-operation.js';

/** An answer without small numbers of people. `extensions.suppressed` says what is withheld, and why. */
export function suppressedAnswer(
  place: MarkedPlace,
  { data, errors = [], extensions }: OperationAnswer,
): OperationAnswer {
  const masked = errors.map(maskedError);
  const suppressed = suppressAnswer(place, data, masked);
  return {
    ...(masked.length > 0 ? { errors: masked } : {}),
    data,
    ...(suppressed.length > 0 ? { extensions: { ...extensions, suppressed } } : extensions ? { extensions } : {}),
  };
}

/** What a partner says of its failure may hold the numbers that it counted. */
function maskedError(error: ResponseError): ResponseError {
  const { code: given, serviceName, retryable } = error.extensions;
  if (typeof serviceName !== 'string') return error;
  const code = Object.hasOwn(ERRORS, given) ? given : 'DOWNSTREAM_SERVICE_ERROR';
  return {
    message: `Subgraph ${serviceName} could not answer`,
    ...(error.path ? { path: error.path } : {}),
    extensions: { code, serviceName, ...(retryable === undefined ? {} : { retryable }) },
  };
}
