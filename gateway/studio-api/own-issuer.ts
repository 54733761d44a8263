import type { IncomingMessage } from 'node:http';
import type { HttpHandler } from '../../kit/http/http-server.js';
import type { TokenIssuer } from '../token-issuer.js';
import type { IdentityOffer } from './contract/offers.js';

/** Where everything runs on one machine, an issuer of tokens in the gateway's own process. */
export interface OwnIssuer {
  /** Below which it answers, such as `/identity/`. */
  readonly path: string;
  readonly handle: HttpHandler;
  /** Null where it gives out none. */
  readonly trusted: TokenIssuer | null;
  /** By the address that was asked; null for who may not sign in. */
  readonly offerTo: (request: IncomingMessage) => IdentityOffer | null;
}
