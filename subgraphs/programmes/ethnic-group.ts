/** The NHS Data Dictionary's ethnic categories: 16, `Z` for not stated and `99` for not known. */
export const ETHNIC_CATEGORIES = [
  ...(['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J', 'K', 'L', 'M', 'N', 'P', 'R', 'S'] as const),
  'Z',
  '99',
] as const;
export type EthnicCategory = (typeof ETHNIC_CATEGORIES)[number];

/** The groups of the Workforce Race Equality Standard, in the order in which they are shown. */
export const ETHNIC_GROUPS = ['WHITE', 'BME', 'UNKNOWN'] as const;
export type EthnicGroup = (typeof ETHNIC_GROUPS)[number];

/** The group to which the Workforce Race Equality Standard assigns a category. */
export function groupOf(category: EthnicCategory): EthnicGroup {
  if (category === 'Z' || category === '99') return 'UNKNOWN';
  return category <= 'C' ? 'WHITE' : 'BME';
}
