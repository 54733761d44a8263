import type { CryptoKey, FlattenedJWSInput, JWSHeaderParameters } from 'jose';

/** Finds the key that a token says it is signed with. Rejects when there is none. */
export type KeySource = (header: JWSHeaderParameters, token: FlattenedJWSInput) => Promise<CryptoKey | Uint8Array>;

/** Keys with the issuers whose tokens they verify. */
export interface TokenIssuer {
  readonly keys: KeySource;
  /** Whether it may have issued a token that names this issuer. */
  readonly isNamed: (name: string | undefined) => boolean;
  /** For whom a token must be, one of these; for anybody when empty. */
  readonly audiences: readonly string[];
}
