import { parse, type DocumentNode, type GraphQLSchema } from 'graphql';
import type { Row } from '../../../kit/table/cell.js';
import {
  defaultTable,
  planTable,
  tablesOf,
  type Column,
  type ListMode,
  type TableChoice,
} from '../../../kit/table/plan-table.js';
import { repeatedColumns } from '../../../kit/table/repeated-columns.js';
import { readSelection } from '../../../kit/table/read-selection.js';
import { shapesOf, type Shape } from '../../../kit/table/shape.js';
import { tableRows } from '../../../kit/table/table-rows.js';
import type { SelectedField } from '../../../kit/table/selection.js';
import type { Run } from '../run.js';
import { shortfallOf } from './shortfall.js';

/** How an answer is to become a table. */
export interface TableSettings {
  /** The name of the list; null for that of the operation. */
  readonly table: string | null;
  readonly lists: Readonly<Record<string, ListMode>>;
  /** Whether what lies around the list is repeated in every row. */
  readonly parents: boolean;
}

export const DEFAULT_SETTINGS: TableSettings = { table: null, lists: {}, parents: false };

/** An answer as a table, and what else it could be. */
export interface RunTable {
  readonly tables: readonly TableChoice[];
  readonly chosen: TableChoice;
  /** Lists inside the elements of the table, by dotted name. */
  readonly innerLists: readonly string[];
  readonly columns: readonly Column[];
  /** The columns whose values stand in several rows each. */
  readonly repeated: ReadonlySet<number>;
  readonly rows: readonly Row[];
  /** Why these are not all rows; null where they are, as far as the answer tells. */
  readonly shortfall: string | null;
}

/** Makes a table of an answer; undefined where the operation selects nothing that the schema knows. */
export function tableOfRun(
  { operation, answer }: Run,
  schema: GraphQLSchema,
  settings: TableSettings,
): RunTable | undefined {
  const { text, operationName, variables } = operation;
  const document = parsed(text);
  if (!document) return undefined;
  const fields = readSelection(document, schema, { operationName, variables });
  if (fields.length === 0) return undefined;
  const tables = tablesOf(fields);
  const chosen = tables.find(({ name }) => name === (settings.table ?? operation.table)) ?? defaultTable(tables);
  const plan = planTable(fields, { table: chosen.name, lists: settings.lists, parents: settings.parents });
  if (!plan) return undefined;
  const { data, errors, extensions } = answer;
  return {
    tables,
    chosen,
    innerLists: innerListsOf(fields, chosen.name),
    columns: plan.columns,
    repeated: repeatedColumns(plan),
    rows: [...tableRows(plan, { data, errors, extensions })],
    shortfall: shortfallOf(
      data,
      chosen,
      tables.filter(({ name }) => isReadAlong(settings.lists[name])),
    ),
  };
}

/** Whether rows or numbers come from a list inside the table. */
function isReadAlong(mode: ListMode | undefined): boolean {
  return mode === 'explode' || mode === 'count';
}

/** Undefined for what is no GraphQL: the answer then says so. */
function parsed(text: string): DocumentNode | undefined {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

function innerListsOf(fields: readonly SelectedField[], table: string): string[] {
  const within = (shapes: readonly Shape[]): string[] =>
    shapes.flatMap((shape) => {
      if (shape.kind === 'value') return [];
      const below = within(shape.children);
      const isInside = shape.kind === 'list' && !shape.isOfValues && isBelow(shape.name, table);
      return isInside ? [shape.name, ...below] : below;
    });
  return within(shapesOf(fields));
}

function isBelow(name: string, table: string): boolean {
  return table === '' ? true : name.startsWith(`${table}.`);
}
