import { printable } from '../output/printable.js';
import type { Style } from '../output/style.js';
import { wrap } from '../output/wrap.js';
import type { SchemaChange } from '../registry-client/answers.js';

const LEVELS = ['BREAKING', 'DANGEROUS', 'SAFE'] as const;
const SIGNS = { BREAKING: '!', DANGEROUS: '~', SAFE: '+' } as const;
const COLOURS = { BREAKING: 'red', DANGEROUS: 'yellow', SAFE: 'green' } as const;

/** What clients notice, the gravest first, one a line; of those that nobody notices at most `safeMax`. Empty for none. */
export function changesReport(changes: readonly SchemaChange[], safeMax: number, style: Style): string {
  if (changes.length === 0) return '';
  const counts = LEVELS.map((level) => [level, changes.filter((change) => change.level === level)] as const);
  const told = counts
    .filter(([, some]) => some.length > 0)
    .map(([level, some]) => `${some.length} ${level.toLowerCase()}`);
  const lines = counts.flatMap(([level, some]) => {
    const shown = level === 'SAFE' ? some.slice(0, safeMax) : some;
    const more = some.length - shown.length;
    return [
      ...shown.map((change) => changeLine(change, style)),
      ...(more > 0 ? [`  ${SIGNS[level]} ${more} more\n`] : []),
    ];
  });
  return `${style.paint('bold', `For clients: ${told.join(', ')}`)}\n${lines.join('')}`;
}

function changeLine({ level, message }: SchemaChange, { width, paint }: Style): string {
  const text = wrap(printable(message), { first: `  ${SIGNS[level]} `, width });
  return text.replace(SIGNS[level], (sign) => paint(COLOURS[level], sign));
}
