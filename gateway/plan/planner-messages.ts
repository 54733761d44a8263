import type { QueryPlan } from '@apollo/query-planner';
import type { Costs } from '../supergraph/cost/costs.js';
import type { Protections } from '../supergraph/protection/protections.js';
import type { Suppressions } from '../supergraph/suppression/suppression.js';
import type { OverrideLabels } from '../supergraph/prepare/override-labels.js';

/** What planning needs to know of an operation. */
export interface PlanRequest {
  readonly document: string;
  readonly operationName: string | null;
  /** The labels of progressive `@override` that count as on for this request. */
  readonly overrideLabels: readonly string[];
}

/** What is known of a supergraph once the planner has read it. */
export interface SupergraphFacts {
  /** The API schema that clients see. */
  readonly apiSdl: string;
  /** For each interface and union of the whole supergraph the names of its object types. */
  readonly possibleTypes: Readonly<Record<string, readonly string[]>>;
  /** The names of all object types of the whole supergraph. */
  readonly objectTypes: readonly string[];
  /** The names of the interfaces that some subgraph knows as an object. */
  readonly interfaceObjects: readonly string[];
  /** Fields whose named type is a custom scalar, as `Type.field`: their values may be of any shape. */
  readonly customScalarFields: readonly string[];
  /** For each subgraph by name the keys by which it resolves its entities, by type. */
  readonly keys: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  /** The labels of progressive `@override`. */
  readonly overrideLabels: OverrideLabels;
  /** The tags of fields, by `Type.field`. */
  readonly tags: Readonly<Record<string, readonly string[]>>;
  /** What fields cost. */
  readonly costs: Costs;
  /** Which fields not everybody may see. */
  readonly protections: Protections;
  /** Which figures tell no small numbers. */
  readonly suppressions: Suppressions;
  /** A text that stands nowhere in the supergraph, so that a name with it is new. */
  readonly marker: string;
}

export type ToWorker =
  { readonly kind: 'open'; readonly sdl: string } | { readonly kind: 'plan'; readonly request: PlanRequest };

export type FromWorker =
  | { readonly kind: 'ready'; readonly facts: SupergraphFacts }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'planned'; readonly plan: QueryPlan }
  | { readonly kind: 'failed'; readonly reason: string };
