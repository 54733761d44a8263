/** What the process that composes is asked and answers: plain data, so that it can be sent. */

import type { GrantAct } from './grant-act.js';

/** A subgraph as it goes into composition. */
export interface SubgraphSource {
  readonly name: string;
  readonly url: string;
  readonly sdl: string;
}

export interface ComposeRequest {
  readonly kind: 'compose';
  /** The version that is weighed; null when a subgraph is taken away. */
  readonly candidate: SubgraphSource | null;
  /** The live versions of all others. */
  readonly others: readonly SubgraphSource[];
  /** The live supergraph; null for none. */
  readonly liveSdl: string | null;
  /** Whose the candidate is. */
  readonly partner: string;
  /** Who owns each type, field and directive now, and whose each subgraph is. */
  readonly owners: ReadonlyMap<string, string>;
  readonly partners: ReadonlyMap<string, string>;
  /** The live version of the candidate; null for none. */
  readonly before: SubgraphSource | null;
  /** The tags that mark personal data. */
  readonly personalDataTags: readonly string[];
  readonly contracts: readonly ContractSpec[];
}

/** A part of the graph that is delivered by itself: what tags let in and keep out. */
export interface ContractSpec {
  readonly name: string;
  /** Empty for everything. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

/** A supergraph of which contracts are to be made. */
export interface ContractsRequest {
  readonly kind: 'contracts';
  readonly sdl: string;
  readonly contracts: readonly ContractSpec[];
}

export interface BuiltContract {
  readonly name: string;
  /** Null where what is left is no schema. */
  readonly sdl: string | null;
  /** Why it is none. */
  readonly problems: readonly string[];
  /** Since the live one. */
  readonly changes: readonly SchemaChange[];
}

export interface DiffRequest {
  readonly kind: 'diff';
  readonly fromSdl: string;
  readonly toSdl: string;
}

/** Subgraphs that are known to compose, of which ownership is to be read. */
export interface ClaimsRequest {
  readonly kind: 'claims';
  readonly subgraphs: readonly SubgraphSource[];
}

/** A supergraph of which is to be read what clients can name in it. */
export interface CoordinatesRequest {
  readonly kind: 'coordinates';
  readonly sdl: string;
}

export type ToComposer = ComposeRequest | DiffRequest | ClaimsRequest | CoordinatesRequest | ContractsRequest;

/** Something that clients can name in a supergraph. */
export interface KnownCoordinate {
  /** For example `Book.title`, `Query.book(id:)` or `Genre.CRIME`. */
  readonly coordinate: string;
  /** Null for what is not deprecated. */
  readonly deprecationReason: string | null;
  /** The day on which it is to go; null where none is said. */
  readonly sunset: string | null;
}

/** A line of a subgraph's schema. */
export interface SourceLine {
  readonly subgraph: string;
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

/** Something wrong in the candidate alone or in it together with the others. */
export interface Problem {
  readonly code: string;
  readonly severity: 'ERROR' | 'WARNING' | 'HINT';
  readonly message: string;
  readonly coordinate: string | null;
  readonly sources: readonly SourceLine[];
}

/** Something the candidate does to a type or field, which is a matter of its owner. */
export interface Use {
  readonly act: GrantAct;
  /** What it is done to, for example `Person.email`. */
  readonly coordinate: string;
  /** The lines of the candidate that do it, and of the others that define the coordinate. */
  readonly sources: readonly SourceLine[];
  /** For `KEY`: who offers the same key. For `PROTECTION`: who protects it otherwise. For `DEFINITION`: who defines it. */
  readonly others: readonly string[];
}

/** A field that may not be null, where another partner would lose something by its failing. */
export interface NonNull {
  readonly kind: 'ROOT' | 'ADDED' | 'REFERENCE';
  readonly coordinate: string;
  /** Whose owner it matters to: the type that it is added to, or that it refers to. */
  readonly typeName: string;
  readonly sources: readonly SourceLine[];
}

export interface SchemaChange {
  readonly level: 'BREAKING' | 'DANGEROUS' | 'SAFE';
  readonly coordinate: string;
  readonly message: string;
  /** Whoever uses one of these may notice it; a type stands for all that is in it. */
  readonly users: readonly string[];
}

/** A coordinate that its owner defines no longer, and a subgraph that still does. */
export interface Released {
  readonly coordinate: string;
  readonly next: string | null;
}

export interface Composed {
  readonly kind: 'composed';
  /** Null when there are errors among the problems. */
  readonly sdl: string | null;
  readonly problems: readonly Problem[];
  readonly uses: readonly Use[];
  readonly nonNull: readonly NonNull[];
  /** The types and fields that the candidate defines. */
  readonly claims: readonly string[];
  readonly released: readonly Released[];
  /** Of the contracts that were asked for; none when `sdl` is null. */
  readonly contracts: readonly BuiltContract[];
  readonly changes: readonly SchemaChange[];
}

/** What one subgraph defines and what it does to what others define. */
export interface Claimed extends Pick<Composed, 'claims' | 'uses'> {
  readonly name: string;
}

export type FromComposer =
  | Composed
  | { readonly kind: 'claimed'; readonly subgraphs: readonly Claimed[] }
  | { readonly kind: 'coordinates'; readonly coordinates: readonly KnownCoordinate[] }
  | { readonly kind: 'contracted'; readonly contracts: readonly BuiltContract[] }
  | { readonly kind: 'diffed'; readonly changes: readonly SchemaChange[] }
  /** The schema is no GraphQL, or too large: there is nothing to weigh. */
  | { readonly kind: 'unreadable'; readonly reason: string; readonly isTooLarge: boolean }
  | { readonly kind: 'failed'; readonly reason: string };
