import type { Changes } from '../cache/changed-by-mutation.js';
import type { PartCaching } from '../cache/part-caching.js';
import type { DeferredBlock } from '../plan/chosen-operation.js';
import type { Projection } from './projection.js';
import type { Marked } from './suppression/marked-places.js';
import type { Visible } from './visible.js';

/** Values of one response, as they came from subgraphs: plain objects, adopted and extended, read only by compiled names. */
export type Tree = Record<string, unknown>;

/** A query plan made ready to run: what to fetch, what each fetch waits for, and how to shape the answer. */
export interface Program {
  readonly fetches: readonly Fetch[];
  readonly batches: readonly Batch[];
  /** For a subscription, the batch whose events each begin an answer; none of its fetches waits for anything. */
  readonly source: number | null;
  /** Whether equal entities can come to differ by where they stand, so that each place needs a copy of its own. */
  readonly copiesEntities: boolean;
  /** What is answered later, the first being block 1. */
  readonly deferred: readonly DeferredBlock[];
  readonly projection: Projection;
  /** What the client asked for; the paths of errors hold nothing else. */
  readonly visible: Visible;
  /** What small numbers of people are kept out of; null for nothing. */
  readonly suppressed: Marked | null;
}

/** Fetches from one subgraph that share a request when they are ready together. */
export interface Batch {
  readonly subgraph: string;
  readonly kind: 'query' | 'mutation';
  readonly parts: readonly Part[];
  /** The fetches of the program that belong to it. */
  readonly fetches: readonly number[];
  /** The request body up to its variables, for those of the parts that are needed: `{"query":"…","variables":{`. */
  readonly bodyStart: (parts: readonly PlacedPart[]) => string;
  /** Whether its entities say their keys again. */
  readonly echoesKeys: boolean;
  /** What a mutation changed, by its answer; null where nothing is kept. */
  readonly changes: Changes | null;
}

/** What a subgraph is asked, wherever the objects stand in the tree. */
export type Part = RootPart | EntityPart;

/** Fields of a root type. */
export interface RootPart {
  readonly kind: 'root';
  readonly variables: readonly PartVariable[];
  /** How what it brings is kept; null where nothing is. */
  readonly caching: PartCaching | null;
}

/** Entities looked up by representations. */
export interface EntityPart {
  readonly kind: 'entities';
  readonly variables: readonly PartVariable[];
  /** How what it brings is kept; null where nothing is. */
  readonly caching: PartCaching | null;
  /** The representation of an object as JSON text; null where an input is missing or no type fits. */
  readonly represent: (target: Tree) => string | null;
  readonly inputs: Inputs;
  /** Whether an entity says the key of a representation again; null where they are not asked to. */
  readonly isSame: ((representation: Tree, entity: Tree) => boolean) | null;
  /** What is gathered from the objects around a target, when fields take such values. */
  readonly context: ContextPart | null;
}

/** What representations are made from. */
export interface Inputs {
  /** The value of the input that tells most objects apart. */
  readonly mark: (target: Tree) => unknown;
  /** Whether two objects surely have the same representation. */
  readonly areSame: (some: Tree, other: Tree) => boolean;
}

export interface ContextPart {
  /** The names of the variables. */
  readonly names: readonly string[];
  /** The values for a target, as JSON in the order of the names; `around` are the objects above it, from the root. */
  readonly gather: (target: Tree, around: readonly Tree[]) => readonly string[];
}

/** A variable of the client's. */
export interface PartVariable {
  /** Its name in the request. */
  readonly name: string;
  readonly clientName: string;
}

/** A part under the number by which its names in a request are told apart. */
export interface PlacedPart {
  readonly part: Part;
  readonly number: number;
}

/** A part for the objects at one place of the tree. */
export interface Fetch {
  readonly batch: number;
  readonly part: Part;
  /** Where the objects are below the response; `@` stands for each item of a list. */
  readonly path: readonly string[];
  readonly visit: Visit;
  /** The number of a place to which several fetches bring something and whose objects stay the same; null for others. */
  readonly place: number | null;
  /** Empties the keys that only this fetch may fill. */
  readonly clear: (target: Tree) => void;
  readonly take: Take;
  /** The response keys that it brings. */
  readonly keys: readonly string[];
  /** The deferred block that it belongs to; 0 is the first answer. */
  readonly block: number;
  /** How many fetches must end before it starts. */
  readonly waitsFor: number;
  /** The fetches that wait for it. */
  readonly next: readonly number[];
}

/** Calls back with each object at a path below the response, and with those above it, from the root. */
export type Visit = (root: Tree, found: (target: Tree, around: readonly Tree[]) => void) => void;

/** Copies what a fetch asked for from a subgraph's object into a target, and nothing else. */
export type Take = (target: Tree, source: Tree) => void;
