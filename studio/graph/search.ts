import type { GraphDescription } from '../../gateway/studio-api/contract/graph-description.js';

/** Something in the graph that can be found: a type, a field, an argument or a value. */
export interface Found {
  /** For example `Organisation.name` or `Query.footprints(first:)`. */
  readonly coordinate: string;
  readonly kind: 'type' | 'field' | 'argument' | 'value';
  /** The type whose page tells of it. */
  readonly type: string;
  readonly description: string | null;
  readonly deprecated: string | null;
  readonly subgraphs: readonly string[];
}

/** Everything in a graph that can be found. */
export function searchable({ types }: GraphDescription): Found[] {
  return types.flatMap((type): Found[] => {
    const common = { type: type.name, subgraphs: type.subgraphs };
    const fields = type.fields.flatMap((field): Found[] => {
      const coordinate = `${type.name}.${field.name}`;
      const { description, deprecated, subgraphs } = field;
      return [
        { coordinate, kind: 'field', type: type.name, description, deprecated, subgraphs },
        ...field.arguments.map((argument): Found => ({
          coordinate: `${coordinate}(${argument.name}:)`,
          kind: 'argument',
          type: type.name,
          description: argument.description,
          deprecated: argument.deprecated,
          subgraphs,
        })),
      ];
    });
    const values = type.enumValues.map((value): Found => ({
      ...value,
      coordinate: `${type.name}.${value.name}`,
      kind: 'value',
      type: type.name,
    }));
    const self = { coordinate: type.name, description: type.description, deprecated: null };
    return [{ ...common, ...self, kind: 'type' }, ...fields, ...values];
  });
}

/**
 * What fits every word of a text, the best first: names that are the word, begin with it, hold it, and then descriptions
 * and reasons of deprecations. The word `deprecated` finds everything that is.
 */
export function search(all: readonly Found[], text: string): Found[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  return all
    .map((found) => ({ found, score: scoreOf(found, words) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || (a.found.coordinate < b.found.coordinate ? -1 : 1))
    .map(({ found }) => found);
}

function scoreOf(found: Found, words: readonly string[]): number {
  const scores = words.map((word) => wordScore(found, word));
  return scores.includes(0) ? 0 : scores.reduce((sum, score) => sum + score, 0);
}

function wordScore({ coordinate, kind, description, deprecated, subgraphs }: Found, word: string): number {
  const whole = coordinate.toLowerCase();
  const name = whole.slice(whole.lastIndexOf(kind === 'argument' ? '(' : '.') + 1);
  if (name === word || whole === word) return kind === 'type' ? 100 : 90;
  if (name.startsWith(word)) return kind === 'type' ? 60 : 50;
  if (name.includes(word)) return 30;
  if (whole.includes(word)) return 20;
  if (deprecated !== null && (word === 'deprecated' || deprecated.toLowerCase().includes(word))) return 10;
  if (subgraphs.some((subgraph) => subgraph.toLowerCase() === word)) return 8;
  return (description ?? '').toLowerCase().includes(word) ? 5 : 0;
}
