import type { About } from '../../kit/table/about.js';
import type { TablePlan } from '../../kit/table/plan-table.js';
import { columnOrigins } from './column-origins.js';
import type { LoadedLibrary } from './query-library.js';
import type { ReadyQuery } from './ready-query.js';
import type { Tally } from './table-batches.js';

export interface AboutExport {
  readonly query: ReadyQuery;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly plan: TablePlan;
  readonly library: LoadedLibrary;
  readonly ownerNames: Readonly<Record<string, string>>;
  readonly tally: Tally;
}

/** Where an exported table comes from. */
export function exportAbout({ query, variables, plan, library, ownerNames, tally }: AboutExport): About {
  const { saved } = query;
  const columns = columnOrigins(plan.columns, library, ownerNames);
  const owners = columns.flatMap(({ owner, subgraphs }) => (owner === null ? subgraphs : [owner]));
  const others = query.tables.filter(({ name }) => name !== plan.name).map(({ name }) => name);
  const cutOff = cutOffText(tally);
  return {
    title: saved.title,
    question: saved.question,
    query: saved.name,
    text: saved.text,
    variables: valuesOf(query, variables),
    fetchedAt: new Date().toISOString(),
    rows: tally.rows,
    owners: [...new Set([saved.owner, ...owners])],
    columns,
    warnings: [
      ...(cutOff === null ? [] : [cutOff]),
      ...(tally.hasErrors ? ['Some values could not be fetched. They are marked as missing.'] : []),
      ...(tally.shortfall === 'limited' ? ['The list goes on. The query asks for no more rows than these.'] : []),
      ...(others.length > 0 ? [`The answer has other tables: ${others.join(', ')}. Ask for one by table=`] : []),
    ],
  };
}

/** What whoever reads the rows alone must know; null where they are all. */
export function cutOffText({ shortfall, rows }: Tally): string | null {
  if (shortfall === 'full') return `Cut off after ${rows} rows. There are more`;
  return shortfall === 'failed' ? `Cut off after ${rows} rows. The rest could not be fetched` : null;
}

/** The values of all variables, those by default too. */
function valuesOf({ variables: declared }: ReadyQuery, given: AboutExport['variables']): Record<string, unknown> {
  const values = declared.flatMap(({ name, defaultValue }) => {
    const value = Object.hasOwn(given, name) ? given[name] : defaultValue;
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(values);
}
