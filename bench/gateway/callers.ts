import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Who asks: each with a token of their own, as a client that asks again and again has. */
export interface Callers {
  /** Settings by which our gateway verifies their tokens and refuses anybody else. */
  readonly authentication: Readonly<Record<string, unknown>>;
  /** `Authorization` headers. */
  readonly authorizations: readonly string[];
}

const ISSUER = 'https://login.example/';
const AUDIENCE = 'bench';

/** Signs a token for each of so many callers, and leaves the public key in a file of the folder. */
export async function createCallers(folder: string, count: number): Promise<Callers> {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const jwks = join(folder, 'jwks.json');
  writeFileSync(jwks, JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'bench', alg: 'RS256' }] }));
  const sign = (subject: string) =>
    new SignJWT({ scope: 'read write' })
      .setProtectedHeader({ alg: 'RS256', kid: 'bench' })
      .setSubject(subject)
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setIssuedAt()
      .setExpirationTime('12h')
      .sign(privateKey);
  const tokens = await Promise.all(Array.from({ length: count }, (_, index) => sign(`caller-${index}`)));
  return {
    authentication: { jwks: [jwks], issuers: [ISSUER], audiences: [AUDIENCE], required: true },
    authorizations: tokens.map((token) => `Bearer ${token}`),
  };
}
