import { createHash } from 'node:crypto';

/** Longer than any code of the Organisation Data Service, so that none can be the same. */
const LENGTH = 12;

/** A code of this graph for a body without an ODS code, the same for the same name whatever its case and spacing. */
export function localCode(name: string): string {
  const text = name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
  const bits = createHash('sha256').update(text).digest().readBigUInt64BE();
  return `L${bits
    .toString(36)
    .toUpperCase()
    .padStart(LENGTH, '0')
    .slice(1 - LENGTH)}`;
}
