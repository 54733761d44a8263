/** What an issuer refuses, with a code of https://www.rfc-editor.org/rfc/rfc6749 or OpenID Connect. */
export interface Refusal {
  readonly error: RefusalCode;
  readonly description: string;
}

export type RefusalCode =
  | 'access_denied'
  | 'invalid_client'
  | 'invalid_grant'
  | 'invalid_request'
  | 'invalid_scope'
  | 'login_required'
  | 'request_not_supported'
  | 'request_uri_not_supported'
  | 'unsupported_grant_type'
  | 'unsupported_response_type';

/** Refuses what a client sent. */
export class IssuerRefusal extends Error {
  readonly refusal: Refusal;

  constructor(error: RefusalCode, description: string) {
    super(description);
    this.name = 'IssuerRefusal';
    this.refusal = { error, description };
  }
}
