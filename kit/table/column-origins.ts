import { columnField, type ColumnOrigin, type Provenance } from './about.js';
import { sourcesOf, type AnswerSource, type SourcesByPlace } from './answer-sources.js';
import type { Column } from './plan-table.js';

/** What is known of a field whatever its values are. */
export interface FieldFacts {
  readonly description: string | null;
  /** The subgraphs that answer it. */
  readonly subgraphs: readonly string[];
  readonly owner: string | null;
  /** What its partner says of it by `@provenance`; null for nothing. */
  readonly provenance: Provenance | null;
}

export type FactsOf = (type: string, field: string) => FieldFacts;

export interface OriginOptions {
  readonly factsOf: FactsOf;
  /** What the answer itself names as its sources. */
  readonly sources: SourcesByPlace;
  /** The name of the list that the table is made of. */
  readonly table: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

const NO_SOURCES: SourcesByPlace = new Map();
/** Variables that say for which day an answer speaks. */
const AS_OF = ['asOf', 'date', 'on'];

/**
 * For each column who owns it, where it is from, for which day it speaks and how it is licensed. What an answer says of its
 * own records goes before what a schema says of all.
 */
export function columnOrigins(columns: readonly Column[], options: OriginOptions): readonly ColumnOrigin[] {
  const { factsOf, sources, table, variables } = options;
  const asked = AS_OF.map((name) => (Object.hasOwn(variables, name) ? variables[name] : null)).find(isText) ?? null;
  return columns.map((column) => {
    const { description, subgraphs, owner, provenance } = factsOf(column.parentType, column.field);
    const told = provenanceIn(sourcesOf(placeOf(column.name, table, sources), sources)) ?? provenance;
    return {
      name: column.name,
      type: column.type,
      field: columnField(column),
      description,
      subgraphs,
      owner,
      source: told?.source ?? null,
      asOf: told?.asOf ?? asked,
      licence: told?.licence ?? null,
      url: told?.url ?? null,
    };
  });
}

/** What is known of columns before anything was asked. */
export function knownOrigins(columns: readonly Column[], factsOf: FactsOf): readonly ColumnOrigin[] {
  return columnOrigins(columns, { factsOf, sources: NO_SOURCES, table: '', variables: {} });
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function provenanceIn(sources: readonly AnswerSource[]): Provenance | null {
  if (sources.length === 0) return null;
  return {
    source: joined(sources, ({ title, publisher }) => (publisher === null ? title : `${title} (${publisher})`)),
    asOf: joined(sources, ({ asOf }) => asOf),
    licence: joined(sources, ({ licence }) => licence),
    url: joined(sources, ({ url }) => url),
  };
}

function joined(sources: readonly AnswerSource[], of: (source: AnswerSource) => string | null): string | null {
  const texts = [...new Set(sources.flatMap((source) => of(source) ?? []))];
  return texts.length === 0 ? null : texts.join('; ');
}

/** Columns of the list's elements are named from the element on, all others from the root. */
function placeOf(name: string, table: string, sources: SourcesByPlace): string {
  const within = table === '' ? name : `${table}.${name}`;
  const isFromRoot = [...sources.keys()].some((place) => place !== '' && name.startsWith(`${place}.`));
  return isFromRoot ? name : within;
}
