import type { TableChoice } from '../../../kit/table/plan-table.js';
import { listIn, pageInfoIn } from '../pages/joined-pages.js';

/** What whoever reads the rows alone must know of pages that were not fetched; null where there are none. */
export function shortfallOf(data: unknown, chosen: TableChoice, inner: readonly TableChoice[]): string | null {
  if (chosen.depth === 0 && goesOn(data, chosen.path))
    return 'Not all rows: the list has more pages, which were not fetched';
  const lists = chosen.depth === 0 ? inner : [chosen, ...inner];
  return lists.some(({ path }) => goesOn(data, path))
    ? 'Not all rows: lists inside others go on, of which only the first pages were fetched'
    : null;
}

/** Whether any connection at a path, which may lead through lists, says that it has more elements. */
function goesOn(data: unknown, path: readonly string[]): boolean {
  if (Array.isArray(data)) return (data as readonly unknown[]).some((element) => goesOn(element, path));
  const [step, ...rest] = path;
  if (step !== undefined)
    return typeof data === 'object' && data !== null && goesOn((data as Record<string, unknown>)[step], rest);
  const { hasNextPage, total } = pageInfoIn(data, []);
  return hasNextPage || (total !== null && total > (listIn(data, [])?.length ?? total));
}
