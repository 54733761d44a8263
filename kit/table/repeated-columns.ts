import type { TablePlan } from './plan-table.js';

/**
 * The columns whose values stand in several rows because another list became rows, by their indices: to add them up would
 * count them several times.
 */
export function repeatedColumns({ levels }: TablePlan): ReadonlySet<number> {
  return new Set(
    levels.flatMap(({ cells }, index) => (isRepeated(index, levels) ? cells.map(({ column }) => column) : [])),
  );
}

/** An object stands in one row unless rows are made of a list that does not lead to it. */
function isRepeated(index: number, levels: TablePlan['levels']): boolean {
  const leading = new Set<number>();
  for (let at = index; at >= 0; at = levels[at]!.from) leading.add(at);
  return leading.size < levels.length;
}
