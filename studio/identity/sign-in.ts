import * as oauth from 'oauth4webapi';
import type { IdentityOffer } from '../../gateway/studio-api/contract/offers.js';
import { keepPending, type Pending } from './pending.js';
import { keepSession } from './session.js';

/** How long an issuer may take for one answer. */
const ISSUER_MS = 10_000;

/**
 * Leaves the page for the issuer, by the code flow of OpenID Connect with PKCE. Rejects when the issuer does not tell where
 * to go.
 */
export async function beginSignIn({ issuer, clientId, scopes }: IdentityOffer): Promise<void> {
  const server = await discover(issuer);
  if (server.authorization_endpoint === undefined) throw new Error('The issuer does not tell where people sign in');
  const pending: Pending = {
    issuer,
    clientId,
    scope: scopes.join(' '),
    state: oauth.generateRandomState(),
    nonce: oauth.generateRandomNonce(),
    verifier: oauth.generateRandomCodeVerifier(),
    redirectUri: new URL('.', document.baseURI).href,
    route: location.hash,
  };
  const url = new URL(server.authorization_endpoint);
  const asked = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: pending.redirectUri,
    scope: pending.scope,
    state: pending.state,
    nonce: pending.nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(pending.verifier),
    code_challenge_method: 'S256',
  };
  for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value);
  keepPending(pending);
  location.assign(url);
}

/** Takes the token for what the issuer sent back with. Rejects when it was not sent for what this tab had asked. */
export async function completeSignIn(returned: URLSearchParams, pending: Pending): Promise<void> {
  const server = await discover(pending.issuer);
  const client = { client_id: pending.clientId };
  const valid = oauth.validateAuthResponse(server, client, returned, pending.state);
  const { redirectUri, verifier, issuer } = pending;
  const answer = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    oauth.None(),
    valid,
    redirectUri,
    verifier,
    optionsFor(issuer),
  );
  const tokens = await oauth.processAuthorizationCodeResponse(server, client, answer, {
    expectedNonce: pending.nonce,
    requireIdToken: true,
  });
  keepSession({
    token: tokens.access_token,
    name: nameIn(oauth.getValidatedIdTokenClaims(tokens) ?? {}),
    endsAtMs: tokens.expires_in === undefined ? null : Date.now() + tokens.expires_in * 1_000,
  });
}

async function discover(issuer: string): Promise<oauth.AuthorizationServer> {
  const url = new URL(issuer);
  return oauth.processDiscoveryResponse(url, await oauth.discoveryRequest(url, optionsFor(issuer)));
}

/** The gateway names no issuer by plain HTTP but one on this machine. */
function optionsFor(issuer: string) {
  return { [oauth.allowInsecureRequests]: issuer.startsWith('http:'), signal: AbortSignal.timeout(ISSUER_MS) };
}

function nameIn(claims: Readonly<Record<string, unknown>>): string {
  const names = ['name', 'preferred_username', 'email', 'sub'].map((claim) => claims[claim]);
  return names.find((name): name is string => typeof name === 'string' && name !== '') ?? 'somebody';
}
