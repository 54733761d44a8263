import { z } from 'zod';

const seconds = z.number().int().min(0);
const bytes = z.number().int().min(1);

const ofSubgraph = z.strictObject({
  enabled: z.boolean(),
  maxAgeSeconds: seconds,
  staleIfErrorSeconds: seconds,
});

const invalidationKey = z.strictObject({
  name: z.string().regex(/^[\w.-]{1,64}$/, 'must be a name of letters, digits, _, . and -'),
  hash: z.string().regex(/^sha256:[0-9a-f]{64}$/, 'must be sha256: and 64 hexadecimal digits'),
  subgraphs: z.array(z.string().min(1)).min(1),
});

export type SubgraphCacheSettings = z.infer<typeof ofSubgraph>;

/** What is kept between requests, and for how long. */
export const cache = z.strictObject({
  enabled: z.boolean().default(false),
  answers: z.boolean().default(true),
  bytes: bytes.default(64 * 1024 * 1024),
  entryBytes: bytes.default(512 * 1024),
  maxAgeSeconds: seconds.default(24 * 60 * 60),
  redisUrl: z
    .string()
    .regex(/^rediss?:\/\/\S+$/, 'must be a redis or rediss URL')
    .nullable()
    .default(null),
  subgraphDefaults: z
    .strictObject({
      enabled: z.boolean().default(true),
      maxAgeSeconds: seconds.default(0),
      staleIfErrorSeconds: seconds.default(0),
    })
    .prefault({}),
  subgraphs: z.record(z.string(), ofSubgraph.exactPartial()).default({}),
  /** Only hashes of keys are known here. */
  invalidationKeys: z.array(invalidationKey).default([]),
});
