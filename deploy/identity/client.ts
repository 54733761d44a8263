/** A program that signs people in: a page, which can keep no secret. */
export interface IssuerClient {
  readonly id: string;
  /** Where it may have people sent back to; compared as whole texts. */
  readonly redirectUris: readonly string[];
}
