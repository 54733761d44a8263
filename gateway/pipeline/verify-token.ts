import { decodeJwt, errors, jwtVerify, type JWTPayload } from 'jose';
import type { TokenIssuer } from '../token-issuer.js';
import type { AuthenticationOptions } from './authenticate.js';

const BEARER = /^Bearer +(\S+) *$/i;

/** What a valid token says. Rejects with an error of which `refusalReason` tells the reason. */
export async function verifyToken(authorization: string, options: AuthenticationOptions): Promise<JWTPayload> {
  const token = BEARER.exec(authorization)?.[1];
  if (token === undefined || token.length > options.tokenBytes) throw new errors.JWTInvalid();
  const { keys, audiences } = issuerOf(token, options.tokenIssuers);
  const { payload } = await jwtVerify(token, keys, {
    algorithms: [...options.algorithms],
    clockTolerance: options.clockToleranceSeconds,
    ...(audiences.length > 0 ? { audience: [...audiences] } : {}),
  });
  return payload;
}

/** Why a token was refused, without anything of the token. */
export function refusalReason(error: unknown): string {
  return error instanceof errors.JOSEError ? error.code : 'the keys cannot be read';
}

/** The first that may have issued a token verifies it. */
function issuerOf(token: string, issuers: readonly TokenIssuer[]): TokenIssuer {
  const { iss } = decodeJwt(token);
  const issuer = issuers.find(({ isNamed }) => isNamed(iss));
  if (!issuer) throw new errors.JWTClaimValidationFailed('unknown issuer', {}, 'iss', 'check_failed');
  return issuer;
}
