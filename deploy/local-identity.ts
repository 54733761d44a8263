import { sendError } from '../kit/http/send-json.js';
import type { OwnIssuer } from '../gateway/studio-api/own-issuer.js';
import { isOnThisMachine } from '../kit/http/is-on-this-machine.js';
import type { Issuer } from './identity/issuer.js';
import { isLocalIssuer, ISSUER_PATH, issuerAt } from './identity/issuer-at.js';
import { SAMPLE_PEOPLE } from './sample-people.js';

const STUDIO = 'joinery-studio';
/** Whom the issuer's access tokens are for. */
const AUDIENCE = 'joinery';

/**
 * The issuer for callers of the graph on this machine, which its gateway trusts. It is made when somebody first signs in:
 * what signs tokens takes 14 MB.
 */
export function createLocalIdentity(): OwnIssuer {
  let making: Promise<Issuer> | undefined;
  const issuer = () => (making ??= makeIssuer());
  return {
    path: `${ISSUER_PATH}/`,
    handle: async (request, response) => (await issuer()).handle(request, response),
    trusted: {
      keys: async (header, token) => (await issuer()).keys(header, token),
      isNamed: isLocalIssuer,
      audiences: [AUDIENCE],
    },
    offerTo: (request) =>
      isOnThisMachine(request) ? { issuer: issuerAt(request), clientId: STUDIO, scopes: ['openid', 'profile'] } : null,
  };
}

/** In the place of an issuer where other machines can ask: nobody becomes somebody there without a password. */
export function createNoIdentity(): OwnIssuer {
  return {
    path: `${ISSUER_PATH}/`,
    handle: async (_request, response) =>
      sendError(
        response,
        'OTHER_MACHINE',
        'samples sign in only where joinery start listens on a loopback address. Set studio.signIn to an issuer of your own',
      ),
    trusted: null,
    offerTo: () => null,
  };
}

async function makeIssuer(): Promise<Issuer> {
  const { createIssuer } = await import('./identity/issuer.js');
  return createIssuer({
    people: async () => SAMPLE_PEOPLE,
    clients: (name) => [{ id: STUDIO, redirectUris: [new URL('/', name).href] }],
    audience: AUDIENCE,
  });
}
