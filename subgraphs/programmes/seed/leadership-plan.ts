/** How the cohorts of a leadership programme are generated, from 2014 to 2020. */
export interface LeadershipPlan {
  readonly code: string;
  readonly name: string;
  /** Places in a cohort. */
  readonly places: number;
  /** How long a cohort runs. */
  readonly months: number;
  /** Cohorts a year for each 20,000 people in the country. */
  readonly cohortsPerYear: number;
  /** Where the participants come from. */
  readonly from: 'MANAGERS' | 'BME_MANAGERS' | 'DIRECTORS';
  /** How many steps up the ladder; people climb one step a year. */
  readonly climb: number | null;
  /** Whether the last cohort has not ended and has places left; possible where no duration was published. */
  readonly staysOpen: boolean;
}

const MANAGERS = { from: 'MANAGERS', climb: null, staysOpen: false } as const;

/** Places and months are those that were published, where they were. */
export const LEADERSHIP_PLANS: readonly LeadershipPlan[] = [
  {
    ...MANAGERS,
    code: 'EDWARD_JENNER',
    name: 'Edward Jenner',
    places: 40,
    months: 4,
    cohortsPerYear: 8,
    climb: 0,
    staysOpen: true,
  },
  { ...MANAGERS, code: 'MARY_SEACOLE', name: 'Mary Seacole', places: 36, months: 6, cohortsPerYear: 6, climb: 1 },
  {
    ...MANAGERS,
    code: 'ROSALIND_FRANKLIN',
    name: 'Rosalind Franklin',
    places: 30,
    months: 9,
    cohortsPerYear: 4,
    climb: 2,
  },
  {
    ...MANAGERS,
    code: 'ELIZABETH_GARRETT_ANDERSON',
    name: 'Elizabeth Garrett Anderson',
    places: 48,
    months: 24,
    cohortsPerYear: 3,
    climb: 3,
  },
  { ...MANAGERS, code: 'NYE_BEVAN', name: 'Nye Bevan', places: 30, months: 12, cohortsPerYear: 3, from: 'DIRECTORS' },
  {
    ...MANAGERS,
    code: 'READY_NOW',
    name: 'Ready Now',
    places: 20,
    months: 12,
    cohortsPerYear: 2,
    from: 'BME_MANAGERS',
    staysOpen: true,
  },
  {
    ...MANAGERS,
    code: 'STEPPING_UP',
    name: 'Stepping Up',
    places: 20,
    months: 9,
    cohortsPerYear: 3,
    from: 'BME_MANAGERS',
    staysOpen: true,
  },
];
