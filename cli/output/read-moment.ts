import { InvalidArgumentError } from 'commander';

const UNITS_MS: Readonly<Record<string, number>> = { h: 3_600_000, d: 86_400_000, w: 7 * 86_400_000 };

/** Reads when something ends: `90d`, `12h`, `6w` from now, a day `YYYY-MM-DD` (its beginning in UTC), or RFC 3339. */
export function readMoment(text: string): string {
  const [, count, unit] = /^(\d{1,6})([hdw])$/.exec(text) ?? [];
  const time =
    count !== undefined && unit !== undefined
      ? Date.now() + Number(count) * UNITS_MS[unit]!
      : /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2}))?$/.test(text)
        ? Date.parse(text)
        : Number.NaN;
  if (Number.isNaN(time)) throw new InvalidArgumentError('Give 90d, 12h or 6w, a day such as 2027-01-31, or RFC 3339.');
  return new Date(time).toISOString();
}
