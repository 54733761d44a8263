import type { Suppression } from './suppression.js';

/** The names of the fields that lead to each of the counts from which a figure comes. */
export function countsOf(suppression: Suppression): readonly (readonly string[])[] {
  switch (suppression.kind) {
    case 'count':
    case 'unclear':
      return [];
    case 'rate':
      return [[suppression.numerator], [suppression.denominator]];
    case 'mean':
      return [[suppression.over]];
    case 'total':
      return [suppression.of];
  }
}
