import type { FetchDataKeyRenamer } from '@apollo/query-planner';
import type { ContextPart, Tree } from './program.js';
import type { TypeFacts } from './type-facts.js';

const ON = '... on ';
const UP = '..';

/** One way to a value: so many objects up from the target, then down. */
interface Way {
  readonly levels: number;
  readonly down: readonly string[];
}

/**
 * Compiles the gathering of values for fields with `@fromContext`. A path goes up once for each field between the target
 * and the object that sets the context, then down; for one value there may be several, for objects of different types.
 */
export function compileGather(rewrites: readonly FetchDataKeyRenamer[], types: TypeFacts): ContextPart {
  const ways = new Map<string, Way[]>();
  for (const { path, renameKeyTo } of rewrites) {
    const levels = path.findIndex((element) => element !== UP);
    const way = { levels, down: path.slice(levels) };
    ways.set(renameKeyTo, [...(ways.get(renameKeyTo) ?? []), way]);
  }
  const perName = [...ways.values()];
  return {
    names: [...ways.keys()],
    gather: (target, around) => perName.map((some) => JSON.stringify(firstValue(some, [...around, target], types))),
  };
}

function firstValue(ways: readonly Way[], objects: readonly Tree[], types: TypeFacts): unknown {
  for (const { levels, down } of ways) {
    const value = valueAt(objects[objects.length - 1 - levels], down, types);
    if (value !== undefined) return value;
  }
  return null;
}

function valueAt(value: unknown, [first, ...rest]: readonly string[], types: TypeFacts): unknown {
  if (first === undefined) return value;
  if (Array.isArray(value)) return value.map((item) => valueAt(item, [first, ...rest], types) ?? null);
  if (typeof value !== 'object' || value === null) return value;
  const tree = value as Tree;
  if (!first.startsWith(ON)) return valueAt(Object.hasOwn(tree, first) ? tree[first] : undefined, rest, types);
  const typeName = tree['__typename'];
  const fits = typeof typeName !== 'string' || types.isOfType(typeName, first.slice(ON.length));
  return fits ? valueAt(tree, rest, types) : undefined;
}
