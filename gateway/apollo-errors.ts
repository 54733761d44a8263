import { unwrapResolverError } from '@apollo/server/errors';
import type { GraphQLFormattedError } from 'graphql';
import type { Log } from '../kit/log.js';
import { ERRORS } from './errors.js';

/** What some subgraphs put into `extensions` that may hold stack traces, addresses or SQL. */
const UNSAFE_EXTENSIONS = new Set(['stacktrace', 'exception', 'response', 'debugMessage', 'trace']);

/**
 * Makes an error of the stock engine safe to show. Errors of subgraphs keep their message and code, without what may
 * hold internals; a failure of the gateway itself is logged and becomes "Internal error".
 */
export function formatApolloError(formatted: GraphQLFormattedError, error: unknown, log: Log): GraphQLFormattedError {
  const extensions = Object.entries(formatted.extensions ?? {}).filter(([name]) => !UNSAFE_EXTENSIONS.has(name));
  const safe = { ...formatted, extensions: Object.fromEntries(extensions) };
  const isOwnFailure = safe.extensions['code'] === 'INTERNAL_SERVER_ERROR' && !('serviceName' in safe.extensions);
  if (!isOwnFailure) return safe;
  log.error({ err: unwrapResolverError(error), path: formatted.path }, 'Operation failed');
  return { ...safe, message: ERRORS.INTERNAL_SERVER_ERROR.message };
}
