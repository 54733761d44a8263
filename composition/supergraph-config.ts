import { z } from 'zod';

/** How long a subgraph may take to tell its schema, and how large that may be. */
const introspection = z.strictObject({
  timeoutMs: z.number().int().min(1).default(10_000),
  responseBytes: z
    .number()
    .int()
    .min(1)
    .default(16 * 1024 * 1024),
});

const httpUrl = z.string().refine(isUsableUrl, 'must be an http or https URL without user and password');

const SOURCES = ['file', 'sdl', 'subgraph_url', 'graphref'] as const;

const schema = z
  .strictObject({
    file: z.string().min(1).optional(),
    sdl: z.string().optional(),
    subgraph_url: httpUrl.optional(),
    introspection_headers: z.record(z.string(), z.string()).optional(),
    graphref: z.string().optional(),
    subgraph: z.string().optional(),
  })
  .refine((given) => SOURCES.filter((source) => given[source] !== undefined).length === 1, {
    message: 'needs one of file, sdl, subgraph_url',
  });

const subgraph = z
  .strictObject({ routing_url: httpUrl.optional(), schema })
  .refine(({ routing_url: url, schema: { file, sdl } }) => url !== undefined || (file ?? sdl) === undefined, {
    message: 'needs a routing_url, where the gateway asks it',
  });

const federationVersion = z
  .union([z.number(), z.string()], 'must be 2')
  .refine((version) => /^=?2(\.\d+(\.\d+)?)?$/.test(String(version)), {
    message: 'must be 2. Subgraphs of federation 1 are composed too',
  });

/** A `supergraph.yaml` in rover's format. Settings of ours begin with `x-`; others that do are left alone. */
export const supergraphConfig = z.strictObject({
  federation_version: federationVersion.default('2'),
  subgraphs: z
    .record(z.string(), subgraph)
    .refine((subgraphs) => Object.keys(subgraphs).length > 0, 'needs at least one subgraph'),
  'x-introspection': introspection.prefault({}),
});

export type SupergraphConfig = z.infer<typeof supergraphConfig>;
export type SubgraphEntry = SupergraphConfig['subgraphs'][string];
export type IntrospectionLimits = SupergraphConfig['x-introspection'];

function isUsableUrl(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, username, password } = new URL(value);
  return /^https?:$/.test(protocol) && username === '' && password === '';
}
