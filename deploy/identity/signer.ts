import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT, type JSONWebKeySet } from 'jose';
import { randomUUID } from 'node:crypto';
import type { SamplePerson } from './sample-person.js';

/** Who a token is about, from whom and for whom. */
export interface TokenSubject {
  readonly person: SamplePerson;
  readonly issuer: string;
  readonly clientId: string;
  readonly nonce: string | null;
}

export interface Signer {
  /** Finds the key of a token that it has signed. */
  readonly keys: ReturnType<typeof createLocalJWKSet>;
  readonly keySet: JSONWebKeySet;
  /** In the form of https://www.rfc-editor.org/rfc/rfc9068. */
  accessToken(subject: TokenSubject): Promise<string>;
  /** For the client alone, which is why no gateway takes it. */
  idToken(subject: TokenSubject): Promise<string>;
}

export const TOKEN_SECONDS = 30 * 60;
export const ALGORITHM = 'ES256';

/** Signs tokens with a key that is made now and kept nowhere. */
export async function createSigner(audience: string): Promise<Signer> {
  const { publicKey, privateKey } = await generateKeyPair(ALGORITHM);
  const kid = randomUUID();
  const keySet = { keys: [{ ...(await exportJWK(publicKey)), kid, alg: ALGORITHM, use: 'sig' }] };
  const signed = (type: string, { issuer, person }: TokenSubject, claims: Readonly<Record<string, unknown>>) =>
    new SignJWT({ ...claims, roles: person.roles })
      .setProtectedHeader({ alg: ALGORITHM, kid, typ: type })
      .setIssuer(issuer)
      .setSubject(person.id)
      .setIssuedAt()
      .setExpirationTime(`${TOKEN_SECONDS}s`)
      .setJti(randomUUID())
      .sign(privateKey);
  return {
    keys: createLocalJWKSet(keySet),
    keySet,
    accessToken: (subject) =>
      signed('at+jwt', subject, {
        aud: audience,
        client_id: subject.clientId,
        scope: subject.person.scopes.join(' '),
      }),
    idToken: (subject) =>
      signed('JWT', subject, {
        aud: subject.clientId,
        name: subject.person.title,
        ...(subject.nonce === null ? {} : { nonce: subject.nonce }),
      }),
  };
}
