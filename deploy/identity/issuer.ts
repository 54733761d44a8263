import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HttpHandler } from '../../kit/http/http-server.js';
import { isOnThisMachine } from '../../kit/http/is-on-this-machine.js';
import { sendError, sendJson } from '../../kit/http/send-json.js';
import { answerAuthorization, answerChoice } from './answer-authorization.js';
import type { IssuerClient } from './client.js';
import { createCodes } from './codes.js';
import { giveTokens } from './give-tokens.js';
import { ISSUER_PATH, issuerAt } from './issuer-at.js';
import { readForm } from './read-form.js';
import { IssuerRefusal } from './refusal.js';
import type { SamplePerson } from './sample-person.js';
import { ALGORITHM, createSigner, type Signer } from './signer.js';

export interface IssuerOptions {
  /** Whom one can be; asked each time, for partners come and go. */
  readonly people: () => Promise<readonly SamplePerson[]>;
  /** Who may sign people in, by the issuer's name. */
  readonly clients: (issuer: string) => readonly IssuerClient[];
  /** For whom its access tokens are. */
  readonly audience: string;
}

/** An OpenID provider for people who try Joinery on this machine, without passwords. */
export interface Issuer {
  /** Answers what is below `ISSUER_PATH`, to this machine alone. */
  readonly handle: HttpHandler;
  /** Finds the key of a token that it has signed. */
  readonly keys: Signer['keys'];
}

type Answer = (request: IncomingMessage, response: ServerResponse, issuer: string) => Promise<void> | void;

/** Makes an issuer with a key of its own, which lives as long as it does. */
export async function createIssuer({ people, clients, audience }: IssuerOptions): Promise<Issuer> {
  const signer = await createSigner(audience);
  const codes = createCodes();
  const parts = { people, clients, codes };
  const paths: Readonly<Record<string, Readonly<Record<string, Answer>>>> = {
    '/.well-known/openid-configuration': {
      GET: (_request, response, issuer) => sendJson(response, 200, metadataOf(issuer)),
    },
    '/jwks': { GET: (_request, response) => sendJson(response, 200, signer.keySet) },
    '/authorize': {
      GET: (request, response, issuer) => answerAuthorization({ request, response, issuer }, parts),
      POST: (request, response, issuer) => answerChoice({ request, response, issuer }, parts),
    },
    '/token': {
      POST: async (request, response, issuer) =>
        sendJson(
          response,
          200,
          await giveTokens(await readForm(request), { codes, signer, issuer, people: await people() }),
        ),
    },
  };

  return {
    keys: signer.keys,
    async handle(request, response) {
      if (!isOnThisMachine(request))
        return sendError(response, 'OTHER_MACHINE', 'samples sign in on the machine itself, at localhost');
      const issuer = issuerAt(request);
      setHeaders(request, response, clients(issuer));
      const [path = ''] = (request.url ?? '').split('?', 1);
      const methods = valueAt(paths, path.slice(ISSUER_PATH.length));
      if (!methods) return sendError(response, 'NOT_FOUND', 'the issuer of this machine has no such endpoint');
      const answer = valueAt(methods, request.method ?? '');
      if (!answer) {
        response.setHeader('allow', Object.keys(methods).join(', '));
        return sendError(response, 'METHOD_NOT_ALLOWED');
      }
      await answerOrRefuse(request, response, () => answer(request, response, issuer));
    },
  };
}

async function answerOrRefuse(
  request: IncomingMessage,
  response: ServerResponse,
  answer: () => Promise<void> | void,
): Promise<void> {
  try {
    await answer();
  } catch (error) {
    if (!(error instanceof IssuerRefusal)) throw error;
    // What was not read would be taken for the next request.
    if (!request.complete) response.setHeader('connection', 'close');
    sendJson(response, 400, { error: error.refusal.error, error_description: error.refusal.description });
  }
}

/** https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderMetadata */
function metadataOf(issuer: string) {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: ['authorization_code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: [ALGORITHM],
    token_endpoint_auth_methods_supported: ['none'],
    code_challenge_methods_supported: ['S256'],
    scopes_supported: ['openid'],
    claims_supported: ['sub', 'name', 'roles'],
    authorization_response_iss_parameter_supported: true,
  };
}

/** Pages of clients may read what their browser gets; nothing is kept, and no other site learns the address. */
function setHeaders({ headers }: IncomingMessage, response: ServerResponse, clients: readonly IssuerClient[]): void {
  response.setHeader('cache-control', 'no-store');
  // Anything stricter would hide from this server that its own page sent a form.
  response.setHeader('referrer-policy', 'same-origin');
  response.setHeader('vary', 'origin');
  const origins = clients.flatMap(({ redirectUris }) => redirectUris.map((uri) => new URL(uri).origin));
  if (headers.origin !== undefined && origins.includes(headers.origin))
    response.setHeader('access-control-allow-origin', headers.origin);
}

function valueAt<Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
