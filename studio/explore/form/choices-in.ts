import type { Choice } from './input-shape.js';

/** Every `{ value, label }` of an answer, wherever it stands. */
export function choicesIn(data: unknown): Choice[] {
  if (Array.isArray(data)) return data.flatMap(choicesIn);
  if (typeof data !== 'object' || data === null) return [];
  const { value, label } = data as { readonly value?: unknown; readonly label?: unknown };
  if (typeof value === 'string') return [{ value, label: typeof label === 'string' ? label : value }];
  return Object.values(data).flatMap(choicesIn);
}
