import type { SelectedField } from './selection.js';

/** A publication that an answer names as the source of something. */
export interface AnswerSource {
  readonly title: string;
  readonly publisher: string | null;
  readonly url: string | null;
  readonly asOf: string | null;
  readonly licence: string | null;
}

/** The sources that an answer names, by the dotted place of what they are the source of, without indices. */
export type SourcesByPlace = ReadonlyMap<string, readonly AnswerSource[]>;

const SOURCE_KEYS = new Set(['source', 'sources']);
/** What stands between a connection and its elements is no place of its own, as in the names of columns. */
const TRANSPARENT = new Set(['nodes', 'edges', 'node']);
const TOLD_MAX = 20;

/** Finds the sources in the data of an answer. */
export function sourcesIn(data: unknown): SourcesByPlace {
  const found = openSources();
  found.add(data);
  return found.byPlace();
}

/** The sources that the answers of one operation name together. */
export interface FoundSources {
  add(data: unknown): void;
  byPlace(): SourcesByPlace;
}

export function openSources(): FoundSources {
  const found = new Map<string, Map<string, AnswerSource>>();
  return {
    add: (data) => walk(data, [], found),
    byPlace: () => new Map([...found].map(([place, sources]) => [place, [...sources.values()]])),
  };
}

/** Whether an operation asks for sources at all. */
export function asksForSources(fields: readonly SelectedField[]): boolean {
  return fields.some(({ key, fields: below }) => SOURCE_KEYS.has(key) || (below !== null && asksForSources(below)));
}

/** The sources of a column: those that stand nearest to it, outwards. */
export function sourcesOf(column: string, sources: SourcesByPlace): readonly AnswerSource[] {
  const steps = column.split('.');
  for (let length = steps.length - 1; length >= 0; length--) {
    const nearest = sources.get(steps.slice(0, length).join('.'));
    if (nearest) return nearest;
  }
  return [];
}

function walk(value: unknown, place: readonly string[], found: Map<string, Map<string, AnswerSource>>): void {
  if (Array.isArray(value)) {
    for (const element of value) walk(element, place, found);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [key, below] of Object.entries(value)) {
    if (SOURCE_KEYS.has(key)) keep(below, place.join('.'), found);
    else walk(below, TRANSPARENT.has(key) ? place : [...place, key], found);
  }
}

function keep(value: unknown, place: string, found: Map<string, Map<string, AnswerSource>>): void {
  for (const one of Array.isArray(value) ? (value as unknown[]) : [value]) {
    const source = sourceOf(one);
    if (!source) continue;
    const known = found.get(place) ?? new Map<string, AnswerSource>();
    if (known.size < TOLD_MAX) known.set(JSON.stringify(source), source);
    found.set(place, known);
  }
}

function sourceOf(value: unknown): AnswerSource | undefined {
  if (typeof value === 'string') return { title: value, publisher: null, url: null, asOf: null, licence: null };
  if (typeof value !== 'object' || value === null) return undefined;
  const text = (key: string) => {
    const given = (value as Readonly<Record<string, unknown>>)[key];
    return typeof given === 'string' ? given : null;
  };
  const title = text('title') ?? text('name');
  if (title === null) return undefined;
  const licence = text('licence') ?? text('license');
  return { title, publisher: text('publisher'), url: text('url'), asOf: text('asOf'), licence };
}
