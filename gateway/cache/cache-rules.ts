import { hash } from 'node:crypto';
import type { Protections } from '../supergraph/protection/protections.js';
import { readCacheHints, type CacheHints } from '../supergraph/caching/cache-hints.js';

/** What an operator says of caching what a subgraph answers. */
export interface SubgraphCaching {
  readonly enabled: boolean;
  /** How long an answer counts of which neither the schema nor the subgraph says it; 0 for not at all. */
  readonly maxAgeSeconds: number;
  /** How long after that it may stand in for a subgraph that fails, at most. */
  readonly staleIfErrorSeconds: number;
}

export interface CachingSettings {
  /** The longest that anything counts, whatever a subgraph says. */
  readonly maxAgeSeconds: number;
  readonly of: (subgraph: string) => SubgraphCaching;
  /** Fields with one of these tags are never kept. */
  readonly auditedTags: readonly string[];
}

/** What is known of one supergraph, as far as caching goes. */
export interface CacheRules {
  /** Stands for the supergraph, where its subgraphs are, and whether their entities have to say their keys again. */
  readonly schemaId: string;
  readonly settings: CachingSettings;
  readonly hints: CacheHints;
  /** Whether a field, as `Type.field`, is protected, suppressed or written down, and so never kept. */
  readonly isGuarded: (coordinate: string) => boolean;
  /** The object types of an interface or union. */
  readonly possibleTypes: (typeName: string) => readonly string[];
  /** A type, and the interfaces and unions that it is one of: a subgraph may know its entities by those alone. */
  readonly namesOf: (typeName: string) => readonly string[];
  /** The keys of a type in one subgraph. */
  readonly keysOf: (subgraph: string, typeName: string) => readonly string[];
  readonly subgraphs: readonly string[];
}

export interface CacheRulesInput {
  readonly sdl: string;
  /** The URL of each subgraph. */
  readonly routes: ReadonlyMap<string, string>;
  readonly settings: CachingSettings;
  readonly echoesKeys: (subgraph: string) => boolean;
  readonly facts: {
    readonly protections: Protections;
    readonly tags: Readonly<Record<string, readonly string[]>>;
    readonly suppressions: Readonly<Record<string, unknown>>;
    readonly possibleTypes: Readonly<Record<string, readonly string[]>>;
    readonly keys: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  };
}

export function cacheRulesOf({ sdl, routes, settings, echoesKeys, facts }: CacheRulesInput): CacheRules {
  const { protections, suppressions, tags, possibleTypes, keys } = facts;
  const abstractTypes = abstractTypesOf(possibleTypes);
  const subgraphs = [...routes].map(([name, url]) => [name, url, echoesKeys(name)]).sort();
  return {
    schemaId: hash('sha256', JSON.stringify([sdl, subgraphs]), 'base64url'),
    settings,
    hints: readCacheHints(sdl),
    isGuarded: (coordinate) =>
      Object.hasOwn(protections.fields, coordinate) ||
      Object.hasOwn(suppressions, coordinate) ||
      (own(tags, coordinate) ?? []).some((tag) => settings.auditedTags.includes(tag)),
    possibleTypes: (typeName) => own(possibleTypes, typeName) ?? [],
    namesOf: (typeName) => [typeName, ...(abstractTypes.get(typeName) ?? [])],
    keysOf: (subgraph, typeName) => own(own(keys, subgraph) ?? {}, typeName) ?? [],
    subgraphs: [...routes.keys()],
  };
}

/** The interfaces and unions of each object type. */
function abstractTypesOf(possibleTypes: CacheRulesInput['facts']['possibleTypes']): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [name, types] of Object.entries(possibleTypes))
    for (const type of types) found.set(type, [...(found.get(type) ?? []), name]);
  return found;
}

function own<Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
