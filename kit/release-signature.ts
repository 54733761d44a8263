import { createHash, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';

/** A composed schema that was made live, as it is signed. */
export interface SignedRelease {
  /** Rises with every release. */
  readonly serial: number;
  /** SHA-256 of the schema, in hexadecimal. */
  readonly sdlHash: string;
  /** RFC 3339 with milliseconds and `Z`. */
  readonly createdAt: string;
  /** The name of the contract whose part of the graph it is; left out for the whole graph. */
  readonly contract?: string | undefined;
}

/** Signs a release by an Ed25519 key; in base64. */
export function signRelease(release: SignedRelease, privateKey: KeyObject): string {
  return sign(null, signedBytes(release), privateKey).toString('base64');
}

/** Whether the holder of a key has signed this very release. */
export function isSignedBy(publicKey: KeyObject, release: SignedRelease, signature: string): boolean {
  return verify(null, signedBytes(release), publicKey, Buffer.from(signature, 'base64'));
}

/** The public half of a key in the short form that settings and headers have: its 32 bytes in base64. */
export function publicKeyText(key: KeyObject): string {
  const { x } = key.export({ format: 'jwk' });
  return Buffer.from(x!, 'base64url').toString('base64');
}

/** Reads a public key in its short form. Undefined for what is none. */
export function readPublicKey(text: string): KeyObject | undefined {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length !== 32) return undefined;
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: bytes.toString('base64url') }, format: 'jwk' });
}

/** SHA-256 of a text, in hexadecimal. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** One contract can never be taken for another, or for the whole graph. */
function signedBytes({ serial, sdlHash, createdAt, contract }: SignedRelease): Buffer {
  const subject = contract === undefined ? 'joinery-supergraph-v1' : `joinery-contract-v1\n${contract}`;
  return Buffer.from(`${subject}\n${serial}\n${sdlHash}\n${createdAt}`);
}
