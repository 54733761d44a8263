import { hash, timingSafeEqual } from 'node:crypto';
import type { Codes } from './codes.js';
import { IssuerRefusal } from './refusal.js';
import type { SamplePerson } from './sample-person.js';
import { TOKEN_SECONDS, type Signer } from './signer.js';

export interface TokenParts {
  readonly codes: Codes;
  readonly signer: Signer;
  /** By the name that the client asks for it. */
  readonly issuer: string;
  readonly people: readonly SamplePerson[];
}

/** What the token endpoint answers: https://openid.net/specs/openid-connect-core-1_0.html#TokenResponse */
export interface Tokens {
  readonly access_token: string;
  readonly id_token: string;
  readonly token_type: 'Bearer';
  readonly expires_in: number;
  readonly scope: string;
}

/** https://www.rfc-editor.org/rfc/rfc7636#section-4.1 */
const VERIFIER = /^[\w.~-]{43,128}$/;

/** Gives tokens for a code. The code is good no more, whatever comes of it. Rejects with `IssuerRefusal`. */
export async function giveTokens(
  form: URLSearchParams,
  { codes, signer, issuer, people }: TokenParts,
): Promise<Tokens> {
  if (form.get('grant_type') !== 'authorization_code')
    throw new IssuerRefusal('unsupported_grant_type', 'grant_type must be authorization_code');
  const granted = codes.take(form.get('code') ?? '');
  const authorization = granted?.authorization;
  const isTheirs =
    granted?.issuer === issuer &&
    authorization!.clientId === form.get('client_id') &&
    authorization!.redirectUri === form.get('redirect_uri') &&
    isVerified(authorization!.challenge, form.get('code_verifier') ?? '');
  const person = people.find(({ id }) => id === granted?.personId);
  if (!isTheirs || !person)
    throw new IssuerRefusal('invalid_grant', 'The code is not valid, was used, or is somebody else’s. Sign in again');
  const subject = { person, issuer, clientId: authorization!.clientId, nonce: authorization!.nonce };
  return {
    access_token: await signer.accessToken(subject),
    id_token: await signer.idToken(subject),
    token_type: 'Bearer',
    expires_in: TOKEN_SECONDS,
    scope: ['openid', ...person.scopes].join(' '),
  };
}

function isVerified(challenge: string, verifier: string): boolean {
  if (!VERIFIER.test(verifier)) return false;
  return timingSafeEqual(Buffer.from(hash('sha256', verifier, 'base64url')), Buffer.from(challenge));
}
