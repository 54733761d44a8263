/** What batching needs to know of a fetch. */
export interface Batchable {
  readonly service: string;
  readonly block: number;
  /** The fetches it waits for, by index; all stand before it. */
  readonly after: readonly number[];
  /** Whether it may share a request with others. */
  readonly isMergeable: boolean;
}

interface Group {
  readonly service: string;
  readonly block: number;
  readonly depth: number;
  readonly fetches: number[];
}

/**
 * Says which fetches share a request: those of one service at one depth. A group for which nobody waits moves down to
 * the next of the same service, for the answer waits for that one anyway.
 */
export function batchFetches(fetches: readonly Batchable[]): number[][] {
  const depths: number[] = [];
  const groups = new Map<string, Group>();
  const alone: number[][] = [];
  fetches.forEach(({ service, block, after, isMergeable }, index) => {
    const depth = Math.max(-1, ...after.map((before) => depths[before]!)) + 1;
    depths.push(depth);
    if (!isMergeable) return void alone.push([index]);
    const key = JSON.stringify([service, block, depth]);
    const group = groups.get(key) ?? { service, block, depth, fetches: [] };
    groups.set(key, group);
    group.fetches.push(index);
  });
  const awaited = new Set(fetches.flatMap(({ after }) => after));
  const merged = sunk([...groups.values()], awaited).map((group) => group.fetches.sort((a, b) => a - b));
  return [...alone, ...merged].sort((a, b) => a[0]! - b[0]!);
}

function sunk(groups: readonly Group[], awaited: ReadonlySet<number>): Group[] {
  const left = [...groups].sort((a, b) => a.depth - b.depth);
  return left.filter((group, index) => {
    if (group.fetches.some((fetch) => awaited.has(fetch))) return true;
    const later = left
      .slice(index + 1)
      .find(({ service, block, depth }) => service === group.service && block === group.block && depth > group.depth);
    later?.fetches.push(...group.fetches);
    return later === undefined;
  });
}
