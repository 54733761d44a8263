import type { Suppression } from './suppression.js';

/** What holds of a figure that can be any of several; undefined where none of them is suppressed. */
export function combineSuppressions(all: readonly (Suppression | undefined)[]): Suppression | undefined {
  const [first] = all;
  if (all.every((one) => one === undefined)) return undefined;
  const counts = all.flatMap((one) => (one?.kind === 'count' ? [one] : []));
  if (counts.length === all.length)
    return {
      kind: 'count',
      groups: [...new Set(counts.flatMap(({ groups }) => groups))],
      isAlone: counts.every(({ isAlone }) => isAlone),
    };
  const text = JSON.stringify(first);
  return all.every((one) => JSON.stringify(one) === text) ? first : { kind: 'unclear' };
}
