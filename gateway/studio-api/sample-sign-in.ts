import type { SampleRole, SampleToken } from './contract/offers.js';

/** Where everything runs on one machine, the studio's visitors become somebody by one click. */
export interface SampleSignIn {
  /** Who one can be; asked each time, for partners come and go. */
  roles(): Promise<readonly SampleRole[]>;
  /** Rejects with `RequestError` for a role that there is not. */
  signIn(role: string): Promise<SampleToken>;
}
