/** What the registry answers, as `schema/registry.graphql` has it and `operations.ts` asks for it. */

export type Outcome = 'LIVE' | 'QUARANTINED' | 'REFUSED' | 'BREAKING';
export type Severity = 'ERROR' | 'WARNING' | 'HINT';

export interface SourceLine {
  readonly subgraph: string;
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

export interface DataFlow {
  readonly fields: readonly string[];
  readonly from: string;
  readonly to: string;
}

export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly coordinate: string | null;
  /** Null for the operator. */
  readonly partner: string | null;
  readonly sources: readonly SourceLine[];
  readonly fix: string;
  readonly flow: DataFlow | null;
  /** Who would be broken; null for what breaks nobody. */
  readonly usage: FindingUsage | null;
}

export interface FindingUsage {
  readonly days: number;
  readonly hasData: boolean;
  readonly isComplete: boolean;
  readonly requests: number;
  /** Of all requests, from 0 to 1. */
  readonly share: number;
  readonly lastSeen: string | null;
  readonly approvedBy: string | null;
  readonly clients: readonly ClientUsage[];
  readonly operations: readonly OperationUsage[];
}

export interface ClientUsage {
  /** Null for one that does not say. */
  readonly name: string | null;
  readonly version: string | null;
  readonly requests: number;
  readonly lastSeen: string;
}

export interface OperationUsage {
  readonly hash: string;
  readonly name: string | null;
  readonly kind: string;
  readonly signature: string;
  readonly requests: number;
  readonly lastSeen: string;
}

export interface SchemaChange {
  readonly level: 'BREAKING' | 'DANGEROUS' | 'SAFE';
  readonly coordinate: string;
  readonly message: string;
}

export interface PublishResult {
  readonly outcome: Outcome;
  readonly exitCode: number;
  readonly changed: boolean;
  readonly version: { readonly number: number; readonly status: string; readonly routingUrl: string } | null;
  readonly supergraph: { readonly serial: number } | null;
  readonly findings: readonly Finding[];
  readonly changes: readonly SchemaChange[];
}

export interface VersionSummary {
  readonly number: number;
  readonly status: string;
  readonly publishedAt: string;
  readonly publishedBy: string;
}

export interface ListedSubgraph {
  readonly name: string;
  readonly routingUrl: string;
  readonly partner: { readonly name: string; readonly title: string };
  readonly live: VersionSummary | null;
  readonly quarantined: VersionSummary | null;
}

export interface FetchedVersion extends VersionSummary {
  readonly sdl: string;
  readonly sdlHash: string;
  readonly routingUrl: string;
  readonly note: string | null;
}

export interface SupergraphSummary {
  readonly serial: number;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly cause: string;
  readonly sdlHash: string;
  readonly members: readonly { readonly subgraph: string; readonly version: number }[];
}

export type FetchedSupergraph = SupergraphSummary & SignedSupergraph;

export interface SupergraphDiff {
  readonly from: { readonly serial: number; readonly createdAt: string };
  readonly to: { readonly serial: number; readonly createdAt: string };
  readonly members: readonly { readonly subgraph: string; readonly from: number | null; readonly to: number | null }[];
  readonly changes: readonly SchemaChange[];
}

export interface Grant {
  readonly id: string;
  readonly coordinate: string;
  readonly act: string;
  readonly owner: string;
  /** Null for everybody. */
  readonly grantee: string | null;
  readonly status: string;
  readonly reason: string | null;
  readonly answer: string | null;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly decidedAt: string | null;
  readonly decidedBy: string | null;
  readonly expiresAt: string | null;
}

export interface Token {
  readonly id: string;
  readonly name: string;
  /** Null for an operator's. */
  readonly partner: { readonly name: string } | null;
  readonly scopes: readonly string[];
  readonly subgraphs: readonly string[] | null;
  readonly createdAt: string;
  readonly rotatedAt: string;
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
}

export interface IssuedToken {
  readonly token: Token;
  readonly secret: string;
}

export interface Partner {
  readonly name: string;
  readonly title: string;
  readonly createdAt: string;
  readonly subgraphs: readonly { readonly name: string }[];
}

export interface Usage {
  readonly coordinate: string;
  readonly deprecationReason: string | null;
  /** `YYYY-MM-DD`. */
  readonly sunset: string | null;
  readonly hasData: boolean;
  readonly requests: number;
  readonly firstSeen: string | null;
  readonly lastSeen: string | null;
  readonly clients: readonly ClientUsage[];
  readonly operations: readonly OperationUsage[];
}

/** A supergraph with what proves where it is from. */
export interface SignedSupergraph {
  readonly serial: number;
  readonly createdAt: string;
  readonly sdl: string;
  readonly sdlHash: string;
  readonly signature: string;
}

export interface Contract {
  readonly name: string;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly changedAt: string;
  readonly changedBy: string;
  /** Null while nothing is live. */
  readonly supergraph: { readonly serial: number } | null;
}

export interface Webhook {
  readonly id: string;
  /** Null for an operator's. */
  readonly partner: { readonly name: string } | null;
  readonly url: string;
  readonly events: readonly string[];
  readonly createdAt: string;
  readonly createdBy: string;
}

export interface ListedWebhook extends Webhook {
  /** The newest first. */
  readonly deliveries: readonly {
    readonly id: string;
    readonly event: string;
    readonly status: string;
    readonly createdAt: string;
    readonly attempts: number;
    readonly nextAt: string | null;
    readonly answer: string | null;
  }[];
}

export interface IssuedWebhook {
  readonly webhook: Webhook;
  readonly secret: string;
}
