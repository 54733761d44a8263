import type { StudioEncoding } from './studio-files.js';

/** The first encoding that there is and that an `Accept-Encoding` header takes; undefined for none. */
export function chosenEncoding(
  header: string | undefined,
  encodings: readonly StudioEncoding[],
): StudioEncoding | undefined {
  const weights = new Map((header ?? '').split(',').map(readWeight));
  return encodings.find((encoding) => (weights.get(encoding) ?? weights.get('*') ?? 0) > 0);
}

function readWeight(item: string): [name: string, weight: number] {
  const [name = '', ...parameters] = item.split(';').map((part) => part.trim().toLowerCase());
  const weight = parameters.find((parameter) => parameter.startsWith('q='));
  return [name, weight === undefined ? 1 : Number(weight.slice(2)) || 0];
}
