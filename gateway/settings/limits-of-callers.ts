import { z } from 'zod';

const amount = z.number().int().min(0);

/** What one caller may use; 0 is no limit. */
export const callers = z.strictObject({
  requests: amount.default(0),
  cost: amount.default(0),
  windowSeconds: z.number().int().min(1).default(60),
  concurrent: amount.default(0),
  redisUrl: z
    .string()
    .regex(/^rediss?:\/\/\S+$/, 'must be a redis or rediss URL')
    .nullable()
    .default(null),
});

/** What operations may cost, by the directives `@cost` and `@listSize`: all together, and each of some subgraphs. */
export const cost = z.strictObject({
  max: amount.default(0),
  subgraphs: z.record(z.string(), z.strictObject({ max: amount.default(0), perWindow: amount.default(0) })).default({}),
  listSize: z.number().int().min(1).default(10),
  exposed: z.boolean().default(false),
});

/** What is written down of who reads what. */
export const audit = z.strictObject({
  folder: z.string().min(1).nullable().default(null),
  tags: z.array(z.string().min(1)).default(['special-category']),
  retentionDays: amount.default(0),
});

/** What becomes of questions by whose difference a small number of people could be told. */
export const suppression = z.strictObject({
  differencing: z.enum(['off', 'flag', 'refuse']).default('flag'),
  questions: z.number().int().min(1).default(50),
  windowSeconds: z.number().int().min(1).default(3_600),
});

/** When the process takes no more. */
export const overload = z.strictObject({
  requests: amount.default(1_000),
  busyShare: z.number().min(0).max(1).default(0.95),
  turnMs: amount.default(5),
});
