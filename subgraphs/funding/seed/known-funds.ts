import { KNOWN_BODIES } from '../../kit/country/known-bodies.js';
import type { Contribution, ContributionKind } from '../entities/contribution.js';
import type { Fund } from '../entities/fund.js';
import type { FundStatement } from '../entities/fund-statement.js';

/** The funds that public texts speak of. */
export const KNOWN_FUNDS: readonly Fund[] = [
  {
    code: 'LOCAL_VISION',
    name: 'System Leadership – Local Vision',
    kind: 'POOLED',
    regrantType: 'FRG040',
    programmeCode: 'LOCAL_VISION',
    synthetic: false,
    sourceKey: 'article',
  },
  {
    code: 'TIME_FOR_CARE',
    name: 'Time for Care',
    kind: 'PROGRAMME',
    regrantType: null,
    programmeCode: 'GP_SUPPORT',
    synthetic: false,
    sourceKey: 'time-for-care',
  },
  {
    code: 'ASPIRING_CHIEF_EXECUTIVES',
    name: 'Aspiring Chief Executives',
    kind: 'PROGRAMME',
    regrantType: null,
    programmeCode: 'ACE',
    synthetic: false,
    sourceKey: 'aspiring-chief-executives',
  },
];

/** What was published about them; the two accounts of the Local Vision pool disagree, and both are kept. */
export const KNOWN_STATEMENTS: readonly FundStatement[] = [
  {
    id: 'LOCAL_VISION-1',
    fundCode: 'LOCAL_VISION',
    topic: 'Size of the pool',
    statement: 'Thirteen bodies pooled more than £1.5m',
    value: '1500000',
    unit: 'GBP, more than',
    period: null,
    certainty: 'DISPUTED',
    sourceKey: 'article',
  },
  {
    id: 'LOCAL_VISION-2',
    fundCode: 'LOCAL_VISION',
    topic: 'Size of the pool',
    statement: '£1.5m in pooled funding and in-kind support',
    value: '1500000',
    unit: 'GBP',
    period: null,
    certainty: 'DISPUTED',
    sourceKey: 'local-vision-second',
  },
  {
    id: 'LOCAL_VISION-3',
    fundCode: 'LOCAL_VISION',
    topic: 'Number of contributors',
    statement: 'Thirteen bodies pooled more than £1.5m',
    value: '13',
    unit: 'bodies',
    period: null,
    certainty: 'PUBLISHED',
    sourceKey: 'article',
  },
  {
    id: 'LOCAL_VISION-4',
    fundCode: 'LOCAL_VISION',
    topic: 'Number of local projects',
    statement: 'About 45 local projects',
    value: '45',
    unit: 'projects, about',
    period: null,
    certainty: 'PUBLISHED',
    sourceKey: 'local-vision',
  },
  {
    id: 'TIME_FOR_CARE-1',
    fundCode: 'TIME_FOR_CARE',
    topic: 'Size of the fund',
    statement: '£30m over three years for Time for Care',
    value: '30000000',
    unit: 'GBP',
    period: 'three years',
    certainty: 'PUBLISHED',
    sourceKey: 'time-for-care',
  },
  {
    id: 'ASPIRING_CHIEF_EXECUTIVES-1',
    fundCode: 'ASPIRING_CHIEF_EXECUTIVES',
    topic: 'Funder',
    statement: 'Funded by NHS Improvement',
    value: null,
    unit: null,
    period: null,
    certainty: 'PUBLISHED',
    sourceKey: 'aspiring-chief-executives',
  },
];

interface Share {
  /** Null for a contributor whom no public text names. */
  readonly odsCode: string | null;
  readonly kind: ContributionKind;
  readonly pounds: number;
  readonly pledgedOn: string;
  readonly paidOn: string;
}

/** Thirteen contributors, seven of them named. Nothing but the names is public: kinds, amounts and days are generated. */
const LOCAL_VISION_SHARES: readonly Share[] = [
  { odsCode: 'PHE', kind: 'CASH', pounds: 245_000, pledgedOn: '2013-01-14', paidOn: '2013-04-08' },
  { odsCode: 'NSASC', kind: 'IN_KIND', pounds: 62_000, pledgedOn: '2013-01-21', paidOn: '2014-03-31' },
  { odsCode: 'NHSLA', kind: 'CASH', pounds: 310_000, pledgedOn: '2013-01-14', paidOn: '2013-04-15' },
  { odsCode: 'STAFFCOLLEGE', kind: 'IN_KIND', pounds: 71_000, pledgedOn: '2013-02-04', paidOn: '2014-03-31' },
  { odsCode: 'LGA', kind: 'CASH', pounds: 176_000, pledgedOn: '2013-01-28', paidOn: '2013-05-13' },
  { odsCode: 'LEADCENTRE', kind: 'IN_KIND', pounds: 138_000, pledgedOn: '2013-01-14', paidOn: '2014-03-31' },
  { odsCode: 'DH', kind: 'CASH', pounds: 205_000, pledgedOn: '2013-02-11', paidOn: '2013-06-03' },
  { odsCode: null, kind: 'CASH', pounds: 84_000, pledgedOn: '2013-03-04', paidOn: '2013-07-01' },
  { odsCode: null, kind: 'CASH', pounds: 67_000, pledgedOn: '2013-03-04', paidOn: '2013-07-15' },
  { odsCode: null, kind: 'CASH', pounds: 58_000, pledgedOn: '2013-03-18', paidOn: '2013-08-05' },
  { odsCode: null, kind: 'IN_KIND', pounds: 43_000, pledgedOn: '2013-04-08', paidOn: '2014-03-31' },
  { odsCode: null, kind: 'CASH', pounds: 37_000, pledgedOn: '2013-04-22', paidOn: '2013-09-02' },
  { odsCode: null, kind: 'IN_KIND', pounds: 24_000, pledgedOn: '2013-05-13', paidOn: '2014-03-31' },
];

const UNKNOWN_DAYS = { pledgedOn: null, paidOn: null };

/** What was put into them. */
export const KNOWN_CONTRIBUTIONS: readonly Contribution[] = [
  ...LOCAL_VISION_SHARES.map(shareOf),
  {
    ...UNKNOWN_DAYS,
    id: 'TIME_FOR_CARE-NHSE',
    fundCode: 'TIME_FOR_CARE',
    contributor: nameOf('NHSE'),
    odsCode: 'NHSE',
    kind: 'CASH',
    amountPence: 3_000_000_000,
    status: 'PLEDGED',
    certainty: 'PUBLISHED',
    amountCertainty: 'PUBLISHED',
    synthetic: false,
    sourceKey: 'time-for-care',
  },
  {
    ...UNKNOWN_DAYS,
    id: 'ASPIRING_CHIEF_EXECUTIVES-NHSI',
    fundCode: 'ASPIRING_CHIEF_EXECUTIVES',
    contributor: nameOf('NHSI'),
    odsCode: 'NHSI',
    kind: 'CASH',
    amountPence: null,
    status: 'PLEDGED',
    certainty: 'PUBLISHED',
    amountCertainty: 'UNCERTAIN',
    synthetic: false,
    sourceKey: 'aspiring-chief-executives',
  },
];

/**
 * That a named body contributed is published. That there were six more is published only as the difference between
 * thirteen and seven, so each of them is uncertain.
 */
function shareOf({ odsCode, kind, pounds, pledgedOn, paidOn }: Share, index: number): Contribution {
  return {
    id: `LOCAL_VISION-${odsCode ?? `UNNAMED-${index - 6}`}`,
    fundCode: 'LOCAL_VISION',
    contributor: odsCode === null ? 'unnamed' : nameOf(odsCode),
    odsCode,
    kind,
    amountPence: 100 * pounds,
    status: 'PAID',
    pledgedOn,
    paidOn,
    certainty: odsCode === null ? 'UNCERTAIN' : 'PUBLISHED',
    amountCertainty: 'SYNTHETIC',
    synthetic: true,
    sourceKey: odsCode === null ? 'article' : 'local-vision-funders',
  };
}

function nameOf(code: string): string {
  return KNOWN_BODIES.find((body) => body.code === code)!.name;
}
