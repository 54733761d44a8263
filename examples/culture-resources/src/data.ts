/** Resources of one phase. */
export interface CultureResource {
  readonly id: string;
  readonly title: string;
  readonly phase: 'DISCOVER' | 'DESIGN' | 'DELIVER';
  /** `YYYY-MM-DD`. */
  readonly publishedOn: string | null;
  readonly synthetic: boolean;
}

/** One organisation's survey of its own culture. */
export interface CultureSurvey {
  readonly id: string;
  readonly odsCode: string;
  readonly resourceId: string;
  /** `YYYY-MM-DD`. */
  readonly closedOn: string;
  readonly respondents: number;
  readonly synthetic: boolean;
}

// The phases and the months of the first two are published facts.
const RESOURCES: readonly CultureResource[] = [
  { id: 'discover', title: 'Discover', phase: 'DISCOVER', publishedOn: '2016-09-01', synthetic: false },
  { id: 'design', title: 'Design', phase: 'DESIGN', publishedOn: '2018-03-01', synthetic: false },
  { id: 'deliver', title: 'Deliver', phase: 'DELIVER', publishedOn: null, synthetic: false },
];

// Made up, for trusts of the generated country: no organisation has these codes.
const SURVEYS: readonly CultureSurvey[] = [
  survey('ZT001', '2016-11-30', 1_240),
  survey('ZT001', '2017-11-30', 1_385),
  survey('ZT002', '2017-02-28', 860),
  survey('ZT003', '2017-05-31', 2_015),
];

const resources = new Map(RESOURCES.map((resource) => [resource.id, resource]));
const surveys = new Map(SURVEYS.map((one) => [one.id, one]));

/** All resources, in the order of their phases. */
export function allResources(): readonly CultureResource[] {
  return RESOURCES;
}

/** The resource of an identifier, or null. */
export function findResource(id: string): CultureResource | null {
  return resources.get(id) ?? null;
}

/** The survey of an identifier, or null. */
export function findSurvey(id: string): CultureSurvey | null {
  return surveys.get(id) ?? null;
}

/** The surveys of an organisation, the latest first; null for one that is not known here. */
export function surveysOf(odsCode: string): readonly CultureSurvey[] | null {
  const found = SURVEYS.filter((one) => one.odsCode === odsCode);
  return found.length === 0 ? null : found.toSorted((a, b) => b.closedOn.localeCompare(a.closedOn));
}

function survey(odsCode: string, closedOn: string, respondents: number): CultureSurvey {
  return { id: `${odsCode}-${closedOn}`, odsCode, resourceId: 'discover', closedOn, respondents, synthetic: true };
}
