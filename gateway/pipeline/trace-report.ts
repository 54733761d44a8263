/** What one operation took, for who asked to see it; times in milliseconds since the request came. */
export interface TraceReport {
  readonly version: 1;
  /** RFC 3339. */
  readonly startedAt: string;
  readonly durationMs: number;
  readonly stages: readonly TracedStage[];
  readonly fetches: readonly TracedFetch[];
}

export type StageName = 'read' | 'authenticate' | 'parse' | 'validate' | 'plan' | 'execute' | 'project';

export interface TracedStage {
  readonly name: StageName;
  readonly startMs: number;
  readonly endMs: number;
  /** Whether a cache had what the stage makes; null for a stage that has none. */
  readonly cached: boolean | null;
}

/** A request to a subgraph, for one fetch of the plan or for several that were merged. */
export interface TracedFetch {
  readonly subgraph: string;
  readonly kind: 'query' | 'mutation';
  /** Where what it brings belongs in the answer; `@` stands for each item of a list. Empty for the root. */
  readonly paths: readonly string[];
  /** The document that the subgraph was sent; null when there was nothing to ask for. */
  readonly query: string | null;
  /** When what it needs was there and the request was handed over. */
  readonly startMs: number;
  readonly endMs: number;
  /**
   * `answered`, `skipped` when there was nothing to ask for, `cached` for what was kept of earlier answers, `stale` for what
   * of them has expired and stands in for a subgraph that failed, or a code of `docs/errors.md`.
   */
  readonly outcome: string;
  /** How many errors it brought into the answer. */
  readonly errors: number;
  readonly requestBytes: number;
  /** Size of the answer after decompression; 0 where it could tell a figure that is withheld. */
  readonly responseBytes: number;
  /** How often it was sent; 0 for one that shared the answer to an identical one, or was never sent. */
  readonly attempts: number;
  /** Whether it got the answer to an identical request of somebody else. */
  readonly shared: boolean;
  /** Null for a fetch of the root. */
  readonly entities: TracedEntities | null;
}

export interface TracedEntities {
  /** The objects that something was fetched for. */
  readonly objects: number;
  /** The representations sent for them, each once. */
  readonly representations: number;
}
