import { z } from 'zod';

/** What is sent to an issuer and comes from it must not be read on the way. */
const issuer = z
  .string()
  .refine(isSafeUrl, 'must be an https URL without query, or http on this machine, exactly as the issuer names itself');

/** The web page at `/`, and where its visitors sign in to ask the graph. */
export const studio = z.strictObject({
  enabled: z.boolean().default(true),
  signIn: z
    .strictObject({
      issuer: issuer.nullable().default(null),
      clientId: z.string().min(1).nullable().default(null),
      scopes: z.array(z.string().regex(/^[!#-[\]-~]+$/, 'must be a scope')).default(['openid', 'profile']),
    })
    .refine(({ issuer: name, clientId }) => name === null || clientId !== null, {
      path: ['clientId'],
      message: 'must be the name by which the issuer knows the studio',
    })
    .prefault({}),
});

interface Trusting {
  readonly studio: { readonly signIn: { readonly issuer: string | null } };
  readonly authentication: {
    readonly jwks: readonly string[];
    readonly issuers: readonly string[];
    readonly providers: readonly { readonly issuer: string }[];
  };
}

/** Whether tokens of the issuer that the studio signs in with are taken, as far as settings say. */
export function trustsStudio({ studio: { signIn }, authentication }: Trusting): boolean {
  const { jwks, issuers, providers } = authentication;
  const isAnybodyTrusted = jwks.length > 0 && issuers.length === 0;
  const trusted = [...providers.map(({ issuer: name }) => name), ...(jwks.length > 0 ? issuers : [])];
  return signIn.issuer === null || isAnybodyTrusted || trusted.includes(signIn.issuer);
}

function isSafeUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, search, hash } = new URL(text);
  const isHere = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
  return (protocol === 'https:' || (protocol === 'http:' && isHere)) && username + password + search + hash === '';
}
