import type { GraphQLSchema } from 'graphql';
import type { About, ColumnOrigin } from '../../../kit/table/about.js';
import { answerWarnings } from '../../../kit/table/answer-warnings.js';
import { sourcesIn } from '../../../kit/table/answer-sources.js';
import { columnOrigins } from '../../../kit/table/column-origins.js';
import type { FieldOwners } from '../../kit/field-owners.js';
import { fieldDescription } from '../../kit/field-description.js';
import type { Run } from '../run.js';
import type { RunTable } from './table-of-run.js';

interface Knowledge {
  readonly schema: GraphQLSchema;
  readonly owners: FieldOwners;
}

/** Where the columns of a run's table come from. */
export function originsOfRun(run: Run, table: RunTable, { schema, owners }: Knowledge): readonly ColumnOrigin[] {
  return columnOrigins(table.columns, {
    factsOf: (type, field) => ({ ...owners(type, field), description: fieldDescription(schema, type, field) }),
    sources: sourcesIn(run.answer.data),
    table: table.chosen.name,
    variables: run.operation.variables,
  });
}

interface Exported {
  readonly columns: readonly ColumnOrigin[];
  /** How many rows are shown, and exported. */
  readonly rows: number;
  readonly table: RunTable;
}

/** What goes with a table on its second sheet. */
export function aboutRun(run: Run, { columns, rows, table }: Exported): About {
  const { name, title, question, text, variables } = run.operation;
  const owners = new Set(columns.flatMap(({ owner, subgraphs }) => (owner === null ? subgraphs : owner.split(', '))));
  return {
    title,
    question,
    query: name,
    text,
    variables,
    fetchedAt: run.fetchedAt,
    rows,
    owners: [...owners],
    columns,
    warnings: warningsOf(run, { columns, rows, table }),
  };
}

function warningsOf({ answer }: Run, { columns, rows, table }: Exported): string[] {
  const hidden = table.columns.length - columns.length;
  const all = table.rows.length;
  return [
    ...(table.shortfall === null ? [] : [table.shortfall]),
    ...(rows < all ? [`Only ${rows} of ${all} rows: the others do not pass the filters`] : []),
    ...(hidden > 0 ? [`Without the columns that were hidden, ${hidden} in all`] : []),
    ...answerWarnings(answer.extensions),
    ...new Set(answer.errors.map(warningOf)),
  ];
}

function warningOf({ message, extensions }: Run['answer']['errors'][number]): string {
  return extensions?.serviceName ? `${extensions.serviceName}: ${message}` : message;
}
