import type { StartedSubgraph } from './start-subgraph.js';

/**
 * How SQLite reads the first statement of a list, for its first page and for a page after a cursor. `operation` has one
 * list, with `PAGE` in the place of its page and cursor.
 */
export async function plansOf(started: StartedSubgraph, operation: string): Promise<string[]> {
  const plans: string[] = [];
  let after = '';
  for (let page = 0; page < 2; page++) {
    const { data, errors } = await started.ask(operation.replace('PAGE', `first: 3, ${after}`));
    if (errors) throw new Error(errors[0]?.message);
    const [sql] = started.statements();
    const parameters = Array<null>(sql!.split('?').length - 1).fill(null);
    const { read } = started.subgraph.database();
    const rows = await read.query<{ detail: string }[]>(`EXPLAIN QUERY PLAN ${sql}`, parameters);
    plans.push(rows.map(({ detail }) => detail).join('; '));
    const [connection] = Object.values<{ pageInfo: { endCursor: string } }>(data ?? {});
    after = `after: "${connection!.pageInfo.endCursor}"`;
  }
  return plans;
}
