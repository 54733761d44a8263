import { styleText } from 'node:util';
import type { CliContext } from '../context.js';

type Format = Parameters<typeof styleText>[0];

/** How a text is shown. */
export interface Style {
  /** Columns that a line may take. */
  readonly width: number;
  readonly paint: (format: Format, text: string) => string;
}

/** Of files and pipes. */
export const PLAIN: Style = { width: 80, paint: (_format, text) => text };

const WIDTH_MAX = 100;

/** Colour only for a terminal, and never where `NO_COLOR` is set (https://no-color.org). */
export function styleFor({ output }: { readonly output?: string }, { stdout, env }: CliContext): Style {
  if (!stdout.isTTY || (output !== undefined && output !== '-')) return PLAIN;
  const width = Math.max(40, Math.min(stdout.columns || PLAIN.width, WIDTH_MAX));
  if ((env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb') return { ...PLAIN, width };
  return { width, paint: (format, text) => styleText(format, text, { validateStream: false }) };
}
