import { z } from 'zod';

const ASYMMETRIC = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'] as const;

const provider = z.strictObject({
  issuer: z.string().min(1),
  jwks: z.array(z.string().min(1)).min(1),
  audiences: z.array(z.string()).default([]),
});

const claims = z.strictObject({
  scopes: z.array(z.string().min(1)).default(['scope', 'scp']),
  roles: z.array(z.string().min(1)).default([]),
  scopesOfRoles: z.record(z.string(), z.array(z.string().min(1))).default({}),
});

const apiKey = z.strictObject({
  name: z.string().regex(/^[\w.-]{1,64}$/, 'must be a name of letters, digits, _, . and -'),
  hash: z.string().regex(/^sha256:[0-9a-f]{64}$/, 'must be sha256: and 64 hexadecimal digits'),
  scopes: z.array(z.string().min(1)).default([]),
  expires: z.iso.datetime({ offset: true }).nullable().default(null),
});

/** How callers say who they are. */
export const authentication = z.strictObject({
  jwks: z.array(z.string().min(1)).default([]),
  issuers: z.array(z.string()).default([]),
  audiences: z.array(z.string()).default([]),
  providers: z.array(provider).default([]),
  apiKeys: z.array(apiKey).default([]),
  claims: claims.prefault({}),
  algorithms: z
    .array(z.enum([...ASYMMETRIC, 'HS256', 'HS384', 'HS512']))
    .min(1)
    .default([...ASYMMETRIC]),
  clockToleranceSeconds: z.number().min(0).default(10),
  required: z.boolean().default(false),
  onInvalid: z.enum(['refuse', 'anonymous']).default('refuse'),
  tokenBytes: z
    .number()
    .int()
    .min(1)
    .default(8 * 1024),
});
