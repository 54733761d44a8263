import type { SuppressedFigure } from './gap-places.js';

/** What the gateway says that it has withheld of an answer; nothing of what is no such list. */
export function suppressedFigures(extensions: Readonly<Record<string, unknown>> | undefined): SuppressedFigure[] {
  const told = extensions?.['suppressed'];
  return Array.isArray(told) ? told.filter(isSuppressedFigure) : [];
}

function isSuppressedFigure(value: unknown): value is SuppressedFigure {
  if (typeof value !== 'object' || value === null) return false;
  const { path, reason } = value as Partial<SuppressedFigure>;
  return (
    typeof reason === 'string' &&
    Array.isArray(path) &&
    path.every((step: unknown) => typeof step === 'string' || typeof step === 'number')
  );
}
