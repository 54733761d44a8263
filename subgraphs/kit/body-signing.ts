import type { IncomingMessage } from 'node:http';
import type { BodyCheck } from '../../kit/http/read-json-body.js';
import type { Log } from '../../kit/log.js';
import { createSignatureCheck, SIGNATURE_HEADER, type SigningKey } from '../../kit/request-signature.js';

/** The check of a request's body. */
export type BodySigning = (request: IncomingMessage) => BodyCheck;

/** Takes only what a gateway has signed for this subgraph; everything when there are no keys. */
export function bodySigning(subgraph: string, keys: readonly SigningKey[], log: Log): BodySigning {
  if (keys.length === 0) return () => () => null;
  const check = createSignatureCheck(keys);
  return (request) => (body) => {
    // A signature is of a body; what a GET asks for stands in its address.
    if (request.method !== 'POST') return { code: 'REQUEST_NOT_SIGNED', detail: 'send signed requests by POST' };
    const problem = check(request.headers[SIGNATURE_HEADER], { subgraph, body, nowMs: Date.now() });
    if (problem === null) return null;
    log.warn({ reason: problem }, 'A request was refused for its signature');
    return { code: 'REQUEST_NOT_SIGNED', detail: 'sign requests by joinery-signature' };
  };
}
