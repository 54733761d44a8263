import { z } from 'zod';

const scalar = z.union([z.string(), z.number(), z.boolean()]);

/** One condition of a policy; all conditions of a policy must hold. */
const condition = z
  .strictObject({
    /** The name of a claim; dots lead into claims that hold others. */
    claim: z.string().min(1).optional(),
    equals: scalar.optional(),
    contains: scalar.optional(),
    oneOf: z.array(scalar).min(1).optional(),
    /** Purposes of use, any of which must be stated; `*` for any purpose at all. */
    purpose: z.array(z.string().min(1)).min(1).optional(),
  })
  .refine(saysOneThing, 'must be a claim with one of equals, contains or oneOf, or a list of purposes');

export type PolicyCondition = z.infer<typeof condition>;

const policyService = z.strictObject({
  url: z.string().refine(isHttpUrl, 'must be an http or https URL').nullable().default(null),
  timeoutMs: z.number().int().min(1).default(1_000),
  cacheMs: z.number().int().min(0).default(30_000),
});

/** What callers may see. */
export const authorization = z.strictObject({
  anonymousScopes: z.array(z.string().min(1)).default([]),
  policies: z.record(z.string(), z.array(condition).min(1)).default({}),
  policyService: policyService.prefault({}),
});

function saysOneThing({ claim, purpose, equals, contains, oneOf }: Readonly<Record<string, unknown>>): boolean {
  const tests = [equals, contains, oneOf].filter((test) => test !== undefined).length;
  return claim === undefined ? purpose !== undefined && tests === 0 : purpose === undefined && tests === 1;
}

function isHttpUrl(value: string): boolean {
  return URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
}
