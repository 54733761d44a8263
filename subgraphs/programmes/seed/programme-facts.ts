import type { Capability } from '../entities/capability.js';
import type { Programme } from '../entities/programme.js';

export const CAPABILITIES: readonly Capability[] = [
  { code: 'SYSTEMS_LEADERSHIP', name: 'Systems leadership', position: 1 },
  { code: 'QUALITY_IMPROVEMENT', name: 'Quality improvement', position: 2 },
  { code: 'INCLUSIVE_LEADERSHIP', name: 'Inclusive and compassionate leadership', position: 3 },
  { code: 'TALENT_MANAGEMENT', name: 'Talent management', position: 4 },
];

const NOT_STATED = 'Not stated in the sources read';

const USUAL = {
  ladderStep: null,
  durationMonths: null,
  placesPerCohort: null,
  deliveredBy: null,
  fundedBy: null,
  boardChairedBy: null,
};

const ACADEMY = {
  ...USUAL,
  kind: 'LEADERSHIP',
  audience: NOT_STATED,
  deliveredBy: 'NHSLA',
  sourceKey: 'leadership-academy',
} as const;

/** The programmes that public texts describe. */
export const PROGRAMMES: readonly Programme[] = [
  { ...ACADEMY, code: 'EDWARD_JENNER', name: 'Edward Jenner programme', ladderStep: 1 },
  { ...ACADEMY, code: 'MARY_SEACOLE', name: 'Mary Seacole programme', ladderStep: 2, durationMonths: 6 },
  { ...ACADEMY, code: 'ROSALIND_FRANKLIN', name: 'Rosalind Franklin programme', ladderStep: 3, durationMonths: 9 },
  {
    ...ACADEMY,
    code: 'ELIZABETH_GARRETT_ANDERSON',
    name: 'Elizabeth Garrett Anderson programme',
    ladderStep: 4,
    durationMonths: 24,
    placesPerCohort: 48,
  },
  { ...ACADEMY, code: 'NYE_BEVAN', name: 'Nye Bevan programme', ladderStep: 5, durationMonths: 12 },
  {
    ...ACADEMY,
    code: 'ACE',
    name: 'Aspiring Chief Executives',
    ladderStep: 6,
    audience: 'Executive board members with the potential to become trust chief executives',
    durationMonths: 12,
    placesPerCohort: 14,
    fundedBy: 'NHSI',
    boardChairedBy: 'NHSP',
    sourceKey: 'aspiring-foreword',
  },
  { ...ACADEMY, code: 'READY_NOW', name: 'Ready Now', audience: 'Black and minority ethnic staff' },
  { ...ACADEMY, code: 'STEPPING_UP', name: 'Stepping Up', audience: 'Black and minority ethnic staff' },
  {
    ...USUAL,
    code: 'STP_TRAINING',
    name: 'Training offer to the leaders of sustainability and transformation plans',
    kind: 'TRAINING_OFFER',
    audience: 'The leaders of the 44 footprints and their local partners',
    deliveredBy: 'HEE',
    sourceKey: 'article',
  },
  {
    ...USUAL,
    code: 'LOCAL_VISION',
    name: 'System Leadership – Local Vision',
    kind: 'SYSTEM_LEADERSHIP',
    audience: 'Local projects in system leadership',
    sourceKey: 'local-vision',
  },
  {
    ...USUAL,
    code: 'GP_SUPPORT',
    name: 'Rapid improvement support for general practice',
    kind: 'PRACTICE_SUPPORT',
    audience: 'General practices',
    deliveredBy: 'NHSE',
    sourceKey: 'article',
  },
  {
    ...USUAL,
    code: 'CULTURE',
    name: 'Resources on organisational culture',
    kind: 'CULTURE',
    audience: 'NHS trusts and other organisations',
    deliveredBy: 'KINGSFUND',
    sourceKey: 'article',
  },
];

/** Which capabilities a programme builds: this graph's own reading, no source states it. */
export const PROGRAMME_CAPABILITIES: Readonly<Record<string, readonly string[]>> = {
  EDWARD_JENNER: ['INCLUSIVE_LEADERSHIP'],
  MARY_SEACOLE: ['INCLUSIVE_LEADERSHIP', 'TALENT_MANAGEMENT'],
  ROSALIND_FRANKLIN: ['INCLUSIVE_LEADERSHIP', 'TALENT_MANAGEMENT'],
  ELIZABETH_GARRETT_ANDERSON: ['INCLUSIVE_LEADERSHIP', 'TALENT_MANAGEMENT'],
  NYE_BEVAN: ['SYSTEMS_LEADERSHIP', 'TALENT_MANAGEMENT'],
  ACE: ['SYSTEMS_LEADERSHIP', 'TALENT_MANAGEMENT'],
  READY_NOW: ['INCLUSIVE_LEADERSHIP', 'TALENT_MANAGEMENT'],
  STEPPING_UP: ['INCLUSIVE_LEADERSHIP', 'TALENT_MANAGEMENT'],
  STP_TRAINING: ['SYSTEMS_LEADERSHIP'],
  LOCAL_VISION: ['SYSTEMS_LEADERSHIP'],
  GP_SUPPORT: ['QUALITY_IMPROVEMENT'],
  CULTURE: ['INCLUSIVE_LEADERSHIP'],
};
