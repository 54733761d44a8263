/** A sign-in that this tab has begun at an issuer. */
export interface Pending {
  readonly issuer: string;
  readonly clientId: string;
  readonly scope: string;
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly redirectUri: string;
  /** Where in the page it began, as what stands behind the `#`. */
  readonly route: string;
}

const KEY = 'joinery:signing-in';

export function keepPending(pending: Pending): void {
  sessionStorage.setItem(KEY, JSON.stringify(pending));
}

/** What was begun, which is good for one return; null when nothing was. */
export function takePending(): Pending | null {
  const text = sessionStorage.getItem(KEY);
  sessionStorage.removeItem(KEY);
  return text === null ? null : (JSON.parse(text) as Pending);
}
