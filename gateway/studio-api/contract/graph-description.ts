/** What the gateway tells of the graph at `/studio/api/graph`: only what clients may see, and no address of a subgraph. */
export interface GraphDescription {
  readonly version: 1;
  readonly supergraph: DescribedSupergraph;
  /** By name. */
  readonly subgraphs: readonly DescribedSubgraph[];
  /** By name. */
  readonly types: readonly DescribedType[];
  readonly joins: readonly Join[];
}

export interface DescribedSupergraph {
  /** When this gateway began to answer by it, RFC 3339. */
  readonly loadedAt: string;
  /** SHA-256 of its SDL, in hexadecimal. */
  readonly hash: string;
  /** The serial number that a registry gave it; null when it came from a file. */
  readonly serial: number | null;
  readonly queryType: string;
  readonly mutationType: string | null;
  readonly subscriptionType: string | null;
}

export interface DescribedSubgraph {
  readonly name: string;
  /** Who owns it, in words; null where the settings do not say. */
  readonly owner: string | null;
  /** How many types it has a part in, and how many fields it answers. */
  readonly types: number;
  readonly fields: number;
}

export type TypeKind = 'OBJECT' | 'INTERFACE' | 'UNION' | 'ENUM' | 'INPUT_OBJECT' | 'SCALAR';

export interface DescribedType {
  readonly name: string;
  readonly kind: TypeKind;
  readonly description: string | null;
  /** The subgraphs that define it. */
  readonly subgraphs: readonly string[];
  /** How subgraphs find one of it again; empty for a type that is no entity. */
  readonly keys: readonly DescribedKey[];
  readonly interfaces: readonly string[];
  /** The types of a union or of an interface. */
  readonly possibleTypes: readonly string[];
  readonly tags: readonly string[];
  /** Directives that protect it, as they are written. */
  readonly protection: readonly string[];
  readonly fields: readonly DescribedField[];
  readonly enumValues: readonly DescribedValue[];
}

export interface DescribedKey {
  readonly subgraph: string;
  /** For example `odsCode`. */
  readonly fields: string;
  /** Whether the subgraph finds it by this key, or only knows it. */
  readonly resolvable: boolean;
}

/** A field of an object, an interface or an input. */
export interface DescribedField {
  readonly name: string;
  /** As it is written, for example `[Organisation!]!`. */
  readonly type: string;
  readonly description: string | null;
  /** Null when it is not deprecated. */
  readonly deprecated: string | null;
  /** The subgraphs that answer it. */
  readonly subgraphs: readonly string[];
  readonly arguments: readonly DescribedArgument[];
  /** What a subgraph needs of others before it can answer. */
  readonly requires: readonly Needed[];
  /** What a subgraph answers along with it, though it is another's. */
  readonly provides: readonly Needed[];
  /** Where its partner says that its values are from; null where it does not. */
  readonly provenance: DescribedProvenance | null;
  /** Who answers it in whose place. */
  readonly overrides: readonly Override[];
  readonly tags: readonly string[];
  readonly protection: readonly string[];
}

/** What is not known is null. */
export interface DescribedProvenance {
  readonly source: string | null;
  readonly asOf: string | null;
  readonly licence: string | null;
  readonly url: string | null;
}

export interface DescribedArgument {
  readonly name: string;
  readonly type: string;
  readonly description: string | null;
  readonly deprecated: string | null;
  /** As it is written; null for none. */
  readonly defaultValue: string | null;
}

export interface DescribedValue {
  readonly name: string;
  readonly description: string | null;
  readonly deprecated: string | null;
  readonly subgraphs: readonly string[];
  readonly tags: readonly string[];
}

export interface Needed {
  readonly subgraph: string;
  readonly fields: string;
}

export interface Override {
  readonly subgraph: string;
  readonly from: string;
  /** The label of a progressive override; null when it is for good. */
  readonly label: string | null;
}

/** That one subgraph's entities can be carried on with by another. */
export interface Join {
  readonly type: string;
  readonly from: string;
  readonly to: string;
  /** The key by which the second finds the entity. */
  readonly key: string;
  /** The fields that it adds. */
  readonly fields: readonly string[];
}
