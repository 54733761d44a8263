import type { About } from '../../kit/table/about.js';
import type { SourcesByPlace } from '../../kit/table/answer-sources.js';
import { columnOrigins } from '../../kit/table/column-origins.js';
import type { TablePlan } from '../../kit/table/plan-table.js';
import { factsIn } from './field-facts.js';
import type { LoadedLibrary } from './query-library.js';
import type { ReadyQuery } from './ready-query.js';
import type { Tally } from './table-batches.js';

export interface AboutExport {
  readonly query: ReadyQuery;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly plan: TablePlan;
  /** What the rows themselves name as their sources. */
  readonly sources: SourcesByPlace;
  readonly library: LoadedLibrary;
  readonly ownerNames: Readonly<Record<string, string>>;
  readonly tally: Tally;
}

/** Where an exported table comes from. */
export function exportAbout(exported: AboutExport): About {
  const { query, plan, library, ownerNames, sources, tally } = exported;
  const { saved } = query;
  const variables = valuesOf(query, exported.variables);
  const factsOf = factsIn(library, ownerNames);
  const columns = columnOrigins(plan.columns, { factsOf, sources, table: plan.name, variables });
  const owners = columns.flatMap(({ owner, subgraphs }) => (owner === null ? subgraphs : [owner]));
  const others = query.tables.filter(({ name }) => name !== plan.name).map(({ name }) => name);
  const cutOff = cutOffText(tally);
  return {
    title: saved.title,
    question: saved.question,
    query: saved.name,
    text: saved.text,
    variables,
    fetchedAt: new Date().toISOString(),
    rows: tally.rows,
    owners: [...new Set([saved.owner, ...owners])],
    columns,
    warnings: [
      ...(cutOff === null ? [] : [cutOff]),
      ...tally.warnings,
      ...(tally.hasErrors ? ['Some values could not be fetched. They are marked as missing.'] : []),
      ...(tally.shortfall === 'limited' ? ['The list goes on. The query asks for no more rows than these.'] : []),
      ...(others.length > 0 ? [`The answer has other tables: ${others.join(', ')}. Ask for one by table=`] : []),
    ],
  };
}

/** What whoever reads the rows alone must know; null where they are all. */
export function cutOffText({ shortfall, rows }: Tally): string | null {
  if (shortfall === 'full') return `Cut off after ${rows} rows. There are more`;
  if (shortfall === 'inner') return 'Not all rows: lists inside others go on, of which only the first pages were read';
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
