/** What this gateway offers the studio, at `/studio/api/offers`. */
export interface Offers {
  /** Whether requests are forwarded to a registry, at `/studio/api/registry`. */
  readonly registry: boolean;
  /** Whether clients may see plans and traces. */
  readonly plans: boolean;
  /** Whom one can become by a click, at `/studio/api/sign-in`; empty for nobody. */
  readonly signIn: readonly SampleRole[];
  /** Where callers of the graph sign in; null for nowhere. */
  readonly identity: IdentityOffer | null;
}

/** An OpenID provider, and by which name the studio is known to it. */
export interface IdentityOffer {
  readonly issuer: string;
  readonly clientId: string;
  /** What the studio asks for. */
  readonly scopes: readonly string[];
}

export interface SampleRole {
  /** For example `analyst` or `partner:cqc`. */
  readonly id: string;
  readonly kind: 'analyst' | 'front-end' | 'partner';
  /** In words. */
  readonly title: string;
}

/** A token of the registry that soon ends. */
export interface SampleToken {
  readonly token: string;
  /** RFC 3339. */
  readonly expiresAt: string;
}
