import type { SubgraphFixture } from './subgraph-fixture.js';

/** Subgraphs by name. Cases that share one object share the running servers. */
export type Subgraphs = Readonly<Record<string, SubgraphFixture>>;

/** How a subgraph fails for one case: over HTTP, or by answering what its schema does not allow. */
export type Fault =
  | { readonly kind: 'closed' }
  | { readonly kind: 'reset'; readonly when?: FaultMoment }
  | {
      readonly kind: 'answer';
      readonly status?: number;
      readonly contentType?: string;
      readonly body: string;
      readonly when?: FaultMoment;
    }
  | { readonly kind: 'replace'; readonly from: string; readonly to: string }
  | { readonly kind: 'lie'; readonly field: string; readonly value: unknown };

/** `entities`: only requests for `_entities`; `root`: only the others. Left out: every request. */
export type FaultMoment = 'entities' | 'root';

/** An error of the answer. What is left out is not compared. */
export interface ExpectedError {
  /** The place in the answer, its parts joined by dots: `products.0.name`. */
  readonly path?: string;
  /** Instead of `path`: one or more errors that together lie at or above each of these places, and nowhere else. */
  readonly covers?: readonly string[];
  readonly code?: string;
  readonly serviceName?: string;
  readonly message?: RegExp;
}

/** What one subgraph was asked. What is left out is not compared. */
export interface ExpectedRequests {
  /** HTTP requests; each engine may merge fetches, so this is the most that is allowed. 0: never asked. */
  readonly atMost?: number;
  /** Everything asked of `_entities` over all requests, in any order. */
  readonly representations?: readonly unknown[];
  /** Names that stand in the operations sent, and names that do not. */
  readonly asks?: readonly string[];
  readonly asksNot?: readonly string[];
}

/** One federation behaviour as data. */
export interface FederationCase {
  readonly name: string;
  readonly subgraphs: Subgraphs;
  readonly operation: string;
  readonly operationName?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly faults?: Readonly<Record<string, Fault>>;
  readonly expect: {
    /** Compared as JSON text, so the order of keys counts. Left out: the answer has no `data`. */
    readonly data?: unknown;
    /** Left out: the answer has none. */
    readonly errors?: readonly ExpectedError[];
  };
  readonly requests?: Readonly<Record<string, ExpectedRequests>>;
  /** Root fields as the subgraphs executed them, in order: `accounts.addUser`. */
  readonly order?: readonly string[];
  /** Why the stock gateway answers otherwise. It must then do so. */
  readonly knownStockDifference?: string;
}
