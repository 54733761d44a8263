import type { DescribedField, GraphDescription } from '../../gateway/studio-api/contract/graph-description.js';
import { ask } from '../kit/ask.js';

/** What a subgraph says that it holds. */
export interface Holding {
  readonly subgraph: string;
  readonly partner: string | null;
  /** RFC 3339; null when it does not say. */
  readonly lastRefresh: string | null;
  readonly types: readonly { readonly name: string; readonly rows: number | null }[];
}

/** A graph tells what its partners hold by root fields of a type with these fields. */
const TELLING = ['subgraph', 'partner', 'lastRefresh', 'types'];

/** The root fields by which subgraphs tell what they hold. */
export function holdingFields({ supergraph, types }: GraphDescription): string[] {
  const typeNamed = new Map(types.map((type) => [type.name, type]));
  const needsNothing = ({ arguments: args }: DescribedField) =>
    args.every(({ type, defaultValue }) => !type.endsWith('!') || defaultValue !== null);
  const tells = ({ type }: DescribedField) => {
    const names = typeNamed.get(type.replace(/!$/, ''))?.fields.map(({ name }) => name) ?? [];
    return TELLING.every((name) => names.includes(name));
  };
  const root = typeNamed.get(supergraph.queryType)?.fields ?? [];
  return root.filter((field) => needsNothing(field) && tells(field)).map(({ name }) => name);
}

/** Asks every subgraph of a graph that tells it what it holds; those that do not answer are left out. */
export async function loadHoldings(graph: GraphDescription, signal: AbortSignal): Promise<readonly Holding[]> {
  const fields = holdingFields(graph);
  if (fields.length === 0) return [];
  const selections = fields.map((field) => `${field} { subgraph partner lastRefresh types { name rows } }`);
  const { data } = await ask<Record<string, Holding | null>>({ query: `{ ${selections.join(' ')} }`, signal });
  return Object.values(data ?? {}).filter((holding) => holding !== null);
}
