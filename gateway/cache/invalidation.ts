import { z } from 'zod';
import type { CacheRules } from './cache-rules.js';
import { holdersSlot, slotOf, tagSlot, typeSlot } from './slots.js';

const QUERY = 'Query';

const subgraph = z.string().min(1).max(500);
const name = z.string().min(1).max(1_000);
const ofOne = { subgraph: subgraph.optional(), subgraphs: z.array(subgraph).min(1).max(100).optional() };

const invalidation = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('subgraph'), ...ofOne }),
    z.strictObject({ kind: z.literal('type'), type: name, ...ofOne }),
    z.strictObject({ kind: z.literal('cache_tag'), cache_tag: name, ...ofOne }),
  ])
  .refine(({ subgraph: one, subgraphs }) => (one === undefined) !== (subgraphs === undefined));

/** What is to be dropped, in the form in which Apollo Router is told. */
export const invalidations = z.array(invalidation).min(1).max(1_000);
export type Invalidation = z.infer<typeof invalidation>;

/** What is to be dropped of one subgraph, each thing once. */
export interface Drops {
  /** Whether everything is. */
  isAll: boolean;
  readonly types: Set<string>;
  readonly tags: Set<string>;
}

/** How many things are to be dropped, each counted once for each of its subgraphs. */
export function countDrops(drops: ReadonlyMap<string, Drops>): number {
  return [...drops.values()].reduce((sum, { isAll, types, tags }) => sum + Number(isAll) + types.size + tags.size, 0);
}

/** What is to be dropped by subgraph, whatever is named twice. */
export function dropsOf(asked: readonly Invalidation[]): ReadonlyMap<string, Drops> {
  const drops = new Map<string, Drops>();
  for (const one of asked) {
    for (const of of one.subgraph === undefined ? new Set(one.subgraphs) : [one.subgraph]) {
      let known = drops.get(of);
      if (!known) drops.set(of, (known = { isAll: false, types: new Set(), tags: new Set() }));
      if (one.kind === 'subgraph') known.isAll = true;
      else if (one.kind === 'type') known.types.add(one.type);
      else known.tags.add(one.cache_tag);
    }
  }
  return drops;
}

/** The slots of what is to be dropped of a subgraph. */
export function slotsOf(of: string, { isAll, types, tags }: Drops, rules: CacheRules): string[] {
  const { possibleTypes, namesOf } = rules;
  // An entity of an interface may be kept as the object that it is, and the other way round.
  const named = [...types].filter((type) => type !== QUERY);
  const names = new Set(named.flatMap((type) => [...namesOf(type), ...possibleTypes(type)]));
  return [
    slotOf(of, 'answers'),
    ...(isAll ? [slotOf(of, 'all')] : []),
    ...(types.has(QUERY) ? [slotOf(of, 'roots')] : []),
    ...[...names].flatMap((name) => [typeSlot(of, name), holdersSlot(of, name)]),
    ...(tags.size > 0 ? [slotOf(of, 'tagged')] : []),
    ...[...tags].map((tag) => tagSlot(of, tag)),
  ];
}
