/** Who asks as the gateway knows them, at `/studio/api/caller`. */
export interface CallerReport {
  /** Whether they have a token or a key that counts. */
  readonly isKnown: boolean;
  readonly subject: string | null;
  readonly scopes: readonly string[];
  /** When that ends, as RFC 3339 says it; null for never. */
  readonly endsAt: string | null;
}
