import type { GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import { typeFactsOf, type TypeFacts } from '../execute/type-facts.js';
import { startPlanner, type Planner } from '../plan/planner.js';
import type { Supergraph } from '../supergraph/supergraph.js';
import { clientSchema } from './client-schema.js';
import type { PreparedDocument, RefusedDocument } from './prepare-operation.js';

export interface SnapshotOptions {
  readonly planningTimeoutMs: number;
  /** How many bytes prepared documents with their plans may take. */
  readonly documentCacheBytes: number;
}

/** One supergraph with everything that was made from it. A request keeps the snapshot it began with. */
export interface Snapshot {
  readonly supergraph: Supergraph;
  /** The API schema that clients see. */
  readonly schema: GraphQLSchema;
  readonly types: TypeFacts;
  readonly planner: Planner;
  /** Documents by their text. */
  readonly documents: LRUCache<string, PreparedDocument | RefusedDocument>;
}

/** Reads a supergraph into a snapshot. Rejects with `SupergraphRefused`. */
export async function openSnapshot(supergraph: Supergraph, options: SnapshotOptions): Promise<Snapshot> {
  const planner = await startPlanner({ sdl: supergraph.sdl, timeoutMs: options.planningTimeoutMs });
  return {
    supergraph,
    schema: clientSchema(planner.facts.apiSdl),
    types: typeFactsOf(planner.facts),
    planner,
    documents: new LRUCache({
      maxSize: options.documentCacheBytes,
      sizeCalculation: (document, text) => text.length + document.sizeBytes,
    }),
  };
}
