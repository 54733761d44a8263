import type { IssuerClient } from './client.js';
import type { Refusal } from './refusal.js';

/** What a client asks the authorization endpoint: https://openid.net/specs/openid-connect-core-1_0.html#AuthRequest */
export interface Authorization {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly state: string | null;
  readonly nonce: string | null;
  /** The SHA-256 of what the client proves itself with when it takes the token. */
  readonly challenge: string;
}

/** A stranger is told so on a page: who asks that nobody knows is sent nowhere. */
export type ReadAuthorization =
  | { readonly kind: 'asked'; readonly authorization: Authorization }
  | { readonly kind: 'stranger'; readonly reason: string }
  | ({ readonly kind: 'refused'; readonly redirectUri: string; readonly state: string | null } & Refusal);

/** State and nonce are handed back, so they are limited. */
const LENGTH_MAX = 512;
const CHALLENGE = /^[\w-]{43}$/;

/** Reads a request for a code. Only the code flow is taken, with PKCE by SHA-256. */
export function readAuthorization(parameters: URLSearchParams, clients: readonly IssuerClient[]): ReadAuthorization {
  const clientId = parameters.get('client_id') ?? '';
  const redirectUri = parameters.get('redirect_uri') ?? '';
  const client = clients.find(({ id }) => id === clientId);
  if (!client) return { kind: 'stranger', reason: 'No program of this name signs people in here.' };
  if (!client.redirectUris.includes(redirectUri))
    return { kind: 'stranger', reason: 'The program would send you to an address that is not its own.' };
  const state = parameters.get('state');
  const refusal = refusalOf(parameters);
  if (refusal) return { kind: 'refused', redirectUri, state: isShort(state) ? state : null, ...refusal };
  const challenge = parameters.get('code_challenge')!;
  return { kind: 'asked', authorization: { clientId, redirectUri, state, nonce: parameters.get('nonce'), challenge } };
}

function refusalOf(parameters: URLSearchParams): Refusal | null {
  const twice = repeated(parameters);
  if (twice !== undefined) return { error: 'invalid_request', description: `${twice} is given twice` };
  for (const name of ['request', 'request_uri'] as const)
    if (parameters.has(name)) return { error: `${name}_not_supported`, description: `Leave ${name} out` };
  if (parameters.get('response_type') !== 'code')
    return { error: 'unsupported_response_type', description: 'response_type must be code' };
  if ((parameters.get('response_mode') ?? 'query') !== 'query')
    return { error: 'invalid_request', description: 'response_mode must be query' };
  if (!(parameters.get('scope') ?? '').split(' ').includes('openid'))
    return { error: 'invalid_scope', description: 'scope must have openid' };
  if (parameters.get('code_challenge_method') !== 'S256' || !CHALLENGE.test(parameters.get('code_challenge') ?? ''))
    return { error: 'invalid_request', description: 'code_challenge must be there, by the method S256' };
  if (!isShort(parameters.get('state')) || !isShort(parameters.get('nonce')))
    return { error: 'invalid_request', description: `state and nonce may have ${LENGTH_MAX} signs` };
  if (parameters.get('prompt')?.split(' ').includes('none'))
    return { error: 'login_required', description: 'Nobody stays signed in here' };
  return null;
}

/** The first parameter that stands there twice, which could be read in two ways. */
export function repeated(parameters: URLSearchParams): string | undefined {
  const names = [...parameters.keys()];
  return names.find((name, i) => names.indexOf(name) !== i);
}

function isShort(text: string | null): boolean {
  return (text ?? '').length <= LENGTH_MAX;
}
