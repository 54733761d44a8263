import { isDate } from '../scalars.js';

const DATED = /(?<!\d)((?:19|20)\d{2})(?:-(\d{2}))?(?:-(\d{2}))?(?!\d)/g;

/**
 * The day that a file's name says it speaks for, the last one where there are several: `x_2015-11-27.csv`, the first of
 * the month for `x_2016-02.csv`, of the year for `x_2025.csv`, of the financial year for `x_2017-18.csv`.
 */
export function asOfFromName(name: string): string | null {
  const days = [...name.matchAll(DATED)].map(([, year, month, day]) => dayOf(Number(year), month, day));
  return days.findLast((day) => day !== null) ?? null;
}

function dayOf(year: number, month: string | undefined, day: string | undefined): string | null {
  const isFinancialYear = day === undefined && Number(month) === (year + 1) % 100 && Number(month) > 12;
  const text = isFinancialYear ? `${year}-04-01` : `${year}-${month ?? '01'}-${day ?? '01'}`;
  return isDate(text) ? text : null;
}
