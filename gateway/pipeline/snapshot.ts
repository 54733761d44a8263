import type { GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import { cacheRulesOf, type CacheRules, type CachingSettings } from '../cache/cache-rules.js';
import { typeFactsOf, type TypeFacts } from '../execute/type-facts.js';
import { startPlanner, type Planner } from '../plan/planner.js';
import { readSunsets } from '../supergraph/read-sunsets.js';
import type { Supergraph } from '../supergraph/supergraph.js';
import { clientSchema } from './client-schema.js';
import { deprecationsOf, type Deprecations } from './deprecations.js';
import type { PreparedDocument, RefusedDocument } from './prepare-operation.js';

export interface SnapshotOptions {
  readonly planningTimeoutMs: number;
  /** How many bytes prepared documents with their plans may take. */
  readonly documentCacheBytes: number;
  /** How answers are kept, and where subgraphs are; left out where nothing is kept. */
  readonly caching?: { readonly settings: CachingSettings; readonly routes: ReadonlyMap<string, string> } | null;
  /** Whether entities of a subgraph have to say their keys again; not when left out. */
  readonly echoesKeys?: (subgraph: string) => boolean;
  /** What was deprecated in the supergraph before, if there was one. */
  readonly earlierDeprecations?: Deprecations;
}

/** One supergraph with everything that was made from it. A request keeps the snapshot it began with. */
export interface Snapshot {
  readonly supergraph: Supergraph;
  readonly loadedAt: Date;
  /** The API schema that clients see. */
  readonly schema: GraphQLSchema;
  readonly types: TypeFacts;
  readonly deprecations: Deprecations;
  readonly planner: Planner;
  /** Null where nothing is kept. */
  readonly cacheRules: CacheRules | null;
  readonly echoesKeys: (subgraph: string) => boolean;
  /** Documents by their text. */
  readonly documents: LRUCache<string, PreparedDocument | RefusedDocument>;
}

/** Reads a supergraph into a snapshot. Rejects with `SupergraphRefused`. */
export async function openSnapshot(supergraph: Supergraph, options: SnapshotOptions): Promise<Snapshot> {
  const planner = await startPlanner({ sdl: supergraph.sdl, timeoutMs: options.planningTimeoutMs });
  const { caching, echoesKeys = () => false } = options;
  const schema = clientSchema(planner.facts.apiSdl);
  return {
    supergraph,
    loadedAt: new Date(),
    schema,
    deprecations: deprecationsOf(schema, readSunsets(supergraph.sdl), options.earlierDeprecations ?? new Map()),
    types: typeFactsOf(planner.facts),
    planner,
    cacheRules: caching ? cacheRulesOf({ sdl: supergraph.sdl, ...caching, echoesKeys, facts: planner.facts }) : null,
    echoesKeys,
    documents: new LRUCache({
      maxSize: options.documentCacheBytes,
      sizeCalculation: (document, text) => text.length + document.sizeBytes,
    }),
  };
}
