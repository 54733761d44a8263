/**
 * What the support programme for general practice sets out to do. Target and duration were published; the first month was
 * generated, as the progress was.
 */
export const SUPPORT_PLAN = {
  programmeCode: 'GP_SUPPORT',
  target: 7_800,
  targetMonths: 36,
  startsOn: '2016-04-01',
} as const;
