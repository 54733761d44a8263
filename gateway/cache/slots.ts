/**
 * What entries depend on, as names of slots of their subgraph: what is dropped changes its slot, and with that every entry
 * that depends on it. Names of things share a limited number of slots, so that nobody fills memory with names; that two
 * share one drops more than was meant, never less.
 */
const SLOTS = 4_096;

type Aspect =
  /** All entries of the subgraph. */
  | 'all'
  /** All entries of the subgraph, and until when nothing of it is kept. */
  | 'held'
  /** Whole answers, which every drop concerns. */
  | 'answers'
  /** Answers to root fields. */
  | 'roots'
  /** Entries in which objects with tags stand that are not known one by one. */
  | 'tagged';

export function slotOf(subgraph: string, aspect: Aspect): string {
  return `${subgraph}\n${aspect}`;
}

/** All entities of a type. */
export function typeSlot(subgraph: string, typeName: string): string {
  return hashed(subgraph, `type ${typeName}`);
}

/** Entries in which objects of a type stand that are not known one by one. */
export function holdersSlot(subgraph: string, typeName: string): string {
  return hashed(subgraph, `holders ${typeName}`);
}

/** One entity, by a name as `entityNames` has them. */
export function entitySlot(subgraph: string, name: string): string {
  return hashed(subgraph, `entity ${name}`);
}

export function tagSlot(subgraph: string, tag: string): string {
  return hashed(subgraph, `tag ${tag}`);
}

/** FNV-1a. */
function hashed(subgraph: string, name: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return `${subgraph}\n${(hash >>> 0) % SLOTS}`;
}
