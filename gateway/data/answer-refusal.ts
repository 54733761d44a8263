import type { OperationAnswer } from '../pipeline/handle-operation.js';
import { RequestError, type RequestErrorEntry } from '../pipeline/request-error.js';

const STATUS: Readonly<Record<string, number>> = {
  BAD_USER_INPUT: 400,
  GRAPHQL_VALIDATION_FAILED: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  UNAUTHORIZED_FIELD_OR_TYPE: 403,
  SUBGRAPH_REQUEST_TIMEOUT: 504,
};
const ADVICE = 'With partial=true in the address the rows come nevertheless and what is missing is marked';

/** Why a table whose answer has errors is not sent: its first error, and what to do. */
export function answerRefusal([error]: NonNullable<OperationAnswer['errors']>): RequestError {
  const given = String(error!.extensions.code);
  const code = /^[A-Z][A-Z0-9_]{0,63}$/.test(given) ? given : 'DOWNSTREAM_SERVICE_ERROR';
  const status = Object.hasOwn(STATUS, code) ? STATUS[code]! : 502;
  const message = status === 400 ? error!.message : `${error!.message}. ${ADVICE}`;
  return new RequestError(status, [{ message, extensions: { code } as RequestErrorEntry['extensions'] }]);
}
