import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendText } from '../../kit/http/send-json.js';
import { chooserPage, strangerPage, type IssuerPage } from './chooser-page.js';
import type { Codes } from './codes.js';
import type { IssuerOptions } from './issuer.js';
import { readAuthorization, type ReadAuthorization } from './read-authorization.js';
import { readForm } from './read-form.js';
import { IssuerRefusal } from './refusal.js';

export interface AuthorizationParts extends Pick<IssuerOptions, 'people' | 'clients'> {
  readonly codes: Codes;
}

export interface IssuerExchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly issuer: string;
}

/** Shows who one can be, to somebody whom a client has sent. */
export async function answerAuthorization(exchange: IssuerExchange, parts: AuthorizationParts): Promise<void> {
  const { request, issuer } = exchange;
  const parameters = new URL(request.url ?? '/', issuer).searchParams;
  const read = readAuthorization(parameters, parts.clients(issuer));
  if (read.kind !== 'asked') return refuse(exchange, read);
  const { redirectUri } = read.authorization;
  sendPage(exchange, 200, chooserPage({ people: await parts.people(), redirectUri, parameters }));
}

/** Sends who has chosen back to the client, with a code. Rejects with `IssuerRefusal`. */
export async function answerChoice(exchange: IssuerExchange, parts: AuthorizationParts): Promise<void> {
  const { request, issuer } = exchange;
  assertOwnPage(request, issuer);
  const form = await readForm(request);
  const read = readAuthorization(form, parts.clients(issuer));
  if (read.kind !== 'asked') return refuse(exchange, read);
  const { authorization } = read;
  const { redirectUri, state } = authorization;
  const personId = form.get('person') ?? '';
  if (!(await parts.people()).some(({ id }) => id === personId))
    return refuse(exchange, {
      kind: 'refused',
      redirectUri,
      state,
      error: 'access_denied',
      description: 'Nobody was chosen',
    });
  sendBack(exchange, redirectUri, { code: parts.codes.give({ authorization, issuer, personId }), state });
}

/** A page of another site chooses for nobody. */
function assertOwnPage({ headers }: IncomingMessage, issuer: string): void {
  const { origin } = new URL(issuer);
  const site = headers['sec-fetch-site'];
  if (headers.origin !== origin || (site !== undefined && site !== 'same-origin'))
    throw new IssuerRefusal('invalid_request', 'Only the page of this issuer may send a choice');
}

function refuse(exchange: IssuerExchange, read: Exclude<ReadAuthorization, { kind: 'asked' }>): void {
  if (read.kind === 'stranger') return sendPage(exchange, 400, strangerPage(read.reason));
  const { redirectUri, state, error, description } = read;
  sendBack(exchange, redirectUri, { error, error_description: description, state });
}

/** By a method that never sends a form on, with the issuer's name: https://www.rfc-editor.org/rfc/rfc9207 */
function sendBack(
  { response, issuer }: IssuerExchange,
  redirectUri: string,
  parameters: Readonly<Record<string, string | null>>,
): void {
  const url = new URL(redirectUri);
  for (const [name, value] of Object.entries({ ...parameters, iss: issuer }))
    if (value !== null) url.searchParams.set(name, value);
  response.writeHead(303, { location: url.href }).end();
}

function sendPage({ response }: IssuerExchange, status: number, { html, policy }: IssuerPage): void {
  response.setHeader('content-security-policy', policy);
  response.setHeader('cross-origin-opener-policy', 'same-origin');
  sendText(response, { status, type: 'text/html; charset=utf-8', text: html });
}
