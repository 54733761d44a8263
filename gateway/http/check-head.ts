import type { IncomingMessage } from 'node:http';
import { requestError } from '../pipeline/request-error.js';
import type { Accepted } from './accepted.js';
import { maybeCrossSite } from './cross-site.js';

/** Refuses what can be refused before the body is read. */
export function checkHead({ method, headers }: IncomingMessage, { whole, deferred, events }: Accepted): void {
  if (method !== 'POST' && method !== 'GET')
    throw requestError(405, 'METHOD_NOT_ALLOWED', 'Operations are sent by POST, and queries also by GET', {
      allow: 'GET, POST',
    });
  if (maybeCrossSite(headers))
    throw requestError(
      400,
      'BAD_REQUEST',
      'A page of another site may have sent this. Send it with content-type application/json, or with the header apollo-require-preflight',
    );
  if (whole === null && deferred === null && events === null)
    throw requestError(
      406,
      'NOT_ACCEPTABLE',
      'Answers are application/graphql-response+json or application/json. Name one of them in the header accept',
    );
}
