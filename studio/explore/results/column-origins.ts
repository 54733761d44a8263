import { isInterfaceType, isObjectType, type GraphQLSchema } from 'graphql';
import { columnField, type About, type ColumnOrigin } from '../../../kit/table/about.js';
import type { Column } from '../../../kit/table/plan-table.js';
import type { FieldOwners } from '../../kit/field-owners.js';
import type { Run } from '../run.js';
import { sourcesIn, sourcesOf, type AnswerSource } from './answer-sources.js';

interface Knowledge {
  readonly run: Run;
  readonly schema: GraphQLSchema;
  readonly owners: FieldOwners;
  /** The name of the list that the table shows. */
  readonly table: string;
}

/** Variables that say for which day the answer speaks. */
const AS_OF = ['asOf', 'date', 'on'];

/** For each column who owns it, where it is from, for which day it speaks and how it is licensed. */
export function columnOrigins(columns: readonly Column[], { run, schema, owners, table }: Knowledge): ColumnOrigin[] {
  const sources = sourcesIn(run.answer.data);
  const asked = AS_OF.map((name) => run.operation.variables[name]).find((value) => typeof value === 'string');
  return columns.map((column) => {
    const { subgraphs, owner } = owners(column.parentType, column.field);
    const near = sourcesOf(placeOf(column.name, table, sources), sources);
    return {
      name: column.name,
      type: column.type,
      field: columnField(column),
      description: descriptionOf(column, schema),
      subgraphs,
      owner,
      source: joined(near, ({ title, publisher }) => (publisher === null ? title : `${title} (${publisher})`)),
      asOf: joined(near, ({ asOf }) => asOf) ?? (typeof asked === 'string' ? asked : null),
      licence: joined(near, ({ licence }) => licence),
    };
  });
}

/** What goes with a table on its second sheet. */
export function aboutRun(run: Run, columns: readonly ColumnOrigin[], rows: number): About {
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
    warnings: [...new Set(run.answer.errors.map(warningOf))],
  };
}

function warningOf({ message, extensions }: Run['answer']['errors'][number]): string {
  return extensions?.serviceName ? `${extensions.serviceName}: ${message}` : message;
}

/** Columns of the list's elements are named from the element on, all others from the root. */
function placeOf(name: string, table: string, sources: ReadonlyMap<string, unknown>): string {
  const within = table === '' ? name : `${table}.${name}`;
  const isFromRoot = [...sources.keys()].some((place) => place !== '' && name.startsWith(`${place}.`));
  return isFromRoot ? name : within;
}

function joined(sources: readonly AnswerSource[], of: (source: AnswerSource) => string | null): string | null {
  const texts = [...new Set(sources.flatMap((source) => of(source) ?? []))];
  return texts.length === 0 ? null : texts.join('; ');
}

function descriptionOf({ parentType, field }: Column, schema: GraphQLSchema): string | null {
  const type = schema.getType(parentType);
  if (!isObjectType(type) && !isInterfaceType(type)) return null;
  const fields = type.getFields();
  return Object.hasOwn(fields, field) ? (fields[field]?.description ?? null) : null;
}
