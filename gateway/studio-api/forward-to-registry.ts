import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '../http/read-body.js';
import { requestError, type RequestError } from '../pipeline/request-error.js';

export interface RegistryForwarding {
  /** `http://host:port` of the registry. */
  readonly url: string;
  readonly timeoutMs?: number;
}

/** A schema of 1 MiB, as text in JSON, may take several times as much. */
const BODY_BYTES_MAX = 4 * 1024 * 1024;
const ANSWER_BYTES_MAX = 32 * 1024 * 1024;
/** A publish composes, and others may be before it. */
const TIMEOUT_MS = 120_000;
const AT_ONCE_MAX = 16;
const JSON_TYPE = /^application\/([\w.-]+\+)?json\b/i;

/** Sends a request on to the registry, and its answer back. */
export type ForwardToRegistry = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * Forwards GraphQL requests to a registry with the caller's own `Authorization` and nothing else of the caller's: no
 * cookie, and never a token of the gateway. Redirects are not followed, and of the answer only status, media type and a
 * body of JSON come back. Rejects with `RequestError`.
 */
export function createRegistryForwarding({ url, timeoutMs = TIMEOUT_MS }: RegistryForwarding): ForwardToRegistry {
  const endpoint = `${url.replace(/\/+$/, '')}/graphql`;
  let underWay = 0;

  const forward = async ({ response, authorization, body }: Forwarded): Promise<void> => {
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const signal = AbortSignal.any([gone.signal, AbortSignal.timeout(timeoutMs)]);
    try {
      const answer = await fetch(endpoint, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json', authorization },
        body,
        redirect: 'error',
        signal,
      });
      const text = await textOf(answer);
      response.writeHead(answer.status, HEADERS).end(text);
    } catch {
      if (!response.destroyed) throw unavailable();
    }
  };

  return async (request, response) => {
    const { authorization } = request.headers;
    if (authorization === undefined)
      throw requestError(401, 'UNAUTHENTICATED', 'The request needs a token of the registry');
    // Who sends slowly holds up no other.
    const body = await readBody(request, BODY_BYTES_MAX);
    if (underWay >= AT_ONCE_MAX)
      throw requestError(503, 'REGISTRY_UNAVAILABLE', 'Too many requests wait for the registry', {
        'retry-after': '1',
      });
    underWay += 1;
    try {
      await forward({ response, authorization, body });
    } finally {
      underWay -= 1;
    }
  };
}

interface Forwarded {
  readonly response: ServerResponse;
  readonly authorization: string;
  readonly body: string;
}

const HEADERS = {
  'content-type': 'application/json; charset=utf-8',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
};

async function textOf(answer: Response): Promise<Buffer> {
  if (!JSON_TYPE.test(answer.headers.get('content-type') ?? '')) throw new Error('The answer is not JSON');
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of answer.body ?? []) {
    bytes += (chunk as Uint8Array).length;
    if (bytes > ANSWER_BYTES_MAX) throw new Error('The answer is too large');
    chunks.push(chunk as Uint8Array);
  }
  return Buffer.concat(chunks);
}

function unavailable(): RequestError {
  return requestError(502, 'REGISTRY_UNAVAILABLE', 'The registry gave no answer that can be used');
}
