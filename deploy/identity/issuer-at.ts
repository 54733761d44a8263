import type { IncomingMessage } from 'node:http';

/** Below which an issuer answers. */
export const ISSUER_PATH = '/identity';

const LOCAL_ISSUER = new RegExp(`^http://(localhost|127\\.\\d+\\.\\d+\\.\\d+|\\[::1\\])(:\\d+)?${ISSUER_PATH}$`);

/** The issuer's name: the address by which it is asked, for clients compare it with that. */
export function issuerAt({ headers }: Pick<IncomingMessage, 'headers'>): string {
  return new URL(`http://${headers.host}${ISSUER_PATH}`).href;
}

/** Whether a name may be that of an issuer on this machine. */
export function isLocalIssuer(name: string | undefined): boolean {
  return LOCAL_ISSUER.test(name ?? '');
}
