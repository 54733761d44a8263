import { createPrivateKey, sign, verify, type KeyObject } from 'node:crypto';
import { JoineryError } from '../../kit/errors.js';
import { publicKeyText, readPublicKey, sha256 } from '../../kit/release-signature.js';
import type { CheckResult, Conformance } from './run-checks.js';

/** What was found of a subgraph, to be shown to others. */
export interface Certificate {
  readonly version: 1;
  /** The subgraph's name; null when none was given. */
  readonly subgraph: string | null;
  readonly url: string;
  /** SHA-256 of the schema that it tells, in hexadecimal; null when it tells none. */
  readonly sdlHash: string | null;
  /** RFC 3339. */
  readonly checkedAt: string;
  readonly tool: string;
  /** Whether no check failed. */
  readonly conforms: boolean;
  readonly checks: readonly CheckResult[];
  /** By whom it was signed; null when by nobody. */
  readonly signature: CertificateSignature | null;
}

export interface CertificateSignature {
  readonly algorithm: 'Ed25519';
  /** The public key: 32 bytes in base64. */
  readonly key: string;
  /** Over the certificate as JSON without blanks in which `signature` is null, in base64. */
  readonly value: string;
}

export interface CertificateOf {
  readonly subgraph: string | null;
  readonly url: string;
  readonly tool: string;
  readonly checkedAt: Date;
}

export function createCertificate({ sdl, results }: Conformance, { checkedAt, ...of }: CertificateOf): Certificate {
  return {
    version: 1,
    subgraph: of.subgraph,
    url: of.url,
    sdlHash: sdl === null ? null : sha256(sdl),
    checkedAt: checkedAt.toISOString(),
    tool: of.tool,
    conforms: results.every(({ result }) => result !== 'failed'),
    checks: results,
    signature: null,
  };
}

/** Signs a certificate by an Ed25519 key. */
export function signCertificate(certificate: Certificate, key: KeyObject): Certificate {
  const value = sign(null, signedBytes(certificate), key).toString('base64');
  return { ...certificate, signature: { algorithm: 'Ed25519', key: publicKeyText(key), value } };
}

/** Whether the holder of a key, 32 bytes in base64, has signed this very certificate. */
export function isCertificateSignedBy(key: string, certificate: Certificate): boolean {
  const publicKey = readPublicKey(key);
  if (!publicKey || certificate.signature === null) return false;
  return verify(null, signedBytes(certificate), publicKey, Buffer.from(certificate.signature.value, 'base64'));
}

/** Reads an Ed25519 private key in PEM. Throws `CONFIG_INVALID`. */
export function readSigningKey(pem: string, source: string): KeyObject {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // Told below, without anything of the key.
  }
  throw new JoineryError(
    'CONFIG_INVALID',
    `${source} holds no Ed25519 private key in PEM. Make one with openssl genpkey -algorithm ed25519`,
  );
}

function signedBytes(certificate: Certificate): Buffer {
  return Buffer.from(JSON.stringify({ ...certificate, signature: null }));
}
