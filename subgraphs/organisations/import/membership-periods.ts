import type { MembershipStatement } from '../entities/membership-statement.js';
import { FOREVER } from '../entities/organisation-version.js';
import type { Footprint } from '../entities/footprint.js';
import { addDays } from '../../../kit/dates.js';

/** A membership of one organisation in one footprint, before its kind is known. */
export interface MembershipPeriod {
  readonly footprintCode: string;
  readonly organisationCode: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly sourceKey: string;
}

type Life = Pick<Footprint, 'openedOn' | 'closedOn'>;

/**
 * The direct memberships that follow from all statements about one organisation. A membership begins on the day of the
 * first file that states it and ends on the day of a later file that names the organisation, but not there, or with the
 * footprint. Members of a footprint that had closed before the file's day are taken as its members on its last day.
 */
export function membershipPeriods(
  statements: readonly MembershipStatement[],
  lives: ReadonlyMap<string, Life>,
): MembershipPeriod[] {
  const sources = new Map(statements.map(({ sourceKey, asOf }) => [sourceKey, asOf]));
  const footprints = [...new Set(statements.map(({ footprintCode }) => footprintCode))].sort();
  return footprints.flatMap((footprintCode) => {
    const life = lives.get(footprintCode);
    if (!life) return [];
    const stating = new Set(
      statements.filter((said) => said.footprintCode === footprintCode).map((said) => said.sourceKey),
    );
    const signs = [...sources].map(([sourceKey, asOf]) => signOf({ sourceKey, asOf }, stating.has(sourceKey), life));
    const { organisationCode } = statements[0]!;
    return periodsOf(withoutContradictions(signs).sort(byDay), life).map((period) => ({
      footprintCode,
      organisationCode,
      ...period,
    }));
  });
}

interface Sign {
  readonly day: string;
  readonly isMember: boolean;
  readonly sourceKey: string;
}

function signOf({ sourceKey, asOf }: { sourceKey: string; asOf: string }, isMember: boolean, life: Life): Sign {
  if (!isMember) return { day: asOf, isMember, sourceKey };
  const day = life.closedOn !== null && life.closedOn <= asOf ? addDays(life.closedOn, -1) : asOf;
  return { day: day < life.openedOn ? life.openedOn : day, isMember, sourceKey };
}

function periodsOf(signs: readonly Sign[], { closedOn }: Life) {
  const end = closedOn ?? FOREVER;
  const periods: { validFrom: string; validTo: string; sourceKey: string }[] = [];
  let current: (typeof periods)[number] | undefined;
  for (const { day, isMember, sourceKey } of signs) {
    if (isMember && !current) periods.push((current = { validFrom: day, validTo: end, sourceKey }));
    if (isMember || !current) continue;
    if (day < current.validTo) current.validTo = day;
    current = undefined;
  }
  return periods.filter(({ validFrom, validTo }) => validFrom < validTo);
}

/** On one day, what is stated counts, and what is left out does not. */
function withoutContradictions(signs: readonly Sign[]): Sign[] {
  const stated = new Set(signs.filter(({ isMember }) => isMember).map(({ day }) => day));
  return signs.filter(({ day, isMember }) => isMember || !stated.has(day));
}

function byDay(a: Sign, b: Sign): number {
  if (a.day !== b.day) return a.day < b.day ? -1 : 1;
  return a.sourceKey < b.sourceKey ? -1 : 1;
}
