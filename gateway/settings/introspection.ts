import { z } from 'zod';

/** Who may read the schema: everybody, nobody, whoever says who they are, or who has all of some scopes. */
export const introspection = z
  .union([z.boolean(), z.literal('authenticated'), z.strictObject({ scopes: z.array(z.string().min(1)).min(1) })], {
    error: 'must be true, false, authenticated or a list of scopes as in { scopes: [schema:read] }',
  })
  .default(true);
