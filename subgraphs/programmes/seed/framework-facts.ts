import type { FrameworkAction } from '../entities/framework-action.js';
import type { FrameworkCondition } from '../entities/framework-condition.js';
import type { FrameworkContributor } from '../entities/framework-contributor.js';

/** Those whom the article names; it says "and others". */
export const CONTRIBUTORS: readonly FrameworkContributor[] = [
  { position: 1, name: 'NHS Improvement', odsCode: 'NHSI' },
  { position: 2, name: 'Care Quality Commission', odsCode: 'CQC' },
  { position: 3, name: 'Department of Health', odsCode: 'DH' },
  { position: 4, name: 'Health Education England', odsCode: 'HEE' },
];

const READ = { certainty: 'PUBLISHED', sourceKey: 'framework-summary' } as const;

export const CONDITIONS: readonly FrameworkCondition[] = [
  { ...READ, number: 1, name: 'Leaders equipped to develop high quality local health and care systems in partnership' },
  { ...READ, number: 2, name: 'Compassionate, inclusive and effective leaders at all levels' },
  { ...READ, number: 3, name: 'Knowledge of improvement methods and how to use them at all levels' },
  { ...READ, number: 4, name: 'Support systems for learning at local, regional and national levels' },
  {
    number: 5,
    name: 'Enabling, supportive and aligned regulation and oversight',
    certainty: 'UNCERTAIN',
    sourceKey: 'framework-unread',
  },
];

/** An action; who answers for it, its programmes and its status are generated. */
export interface ActionFact {
  readonly name: string;
  readonly synthetic?: true;
  readonly status: FrameworkAction['status'];
  readonly responsible: readonly string[];
  readonly programmes: readonly string[];
}

const UNREAD = 'Placeholder: no source for the actions of this condition was read';

/** The proposed actions, by the number of their condition. */
export const ACTIONS: Readonly<Record<number, readonly ActionFact[]>> = {
  1: [
    {
      name: 'Supporting development of system leadership capability and capacity',
      status: 'UNDER_WAY',
      responsible: ['HEE', 'NHSLA'],
      programmes: ['LOCAL_VISION', 'NYE_BEVAN', 'STP_TRAINING'],
    },
    {
      name: 'Developing and implementing strategies for leadership and talent development',
      status: 'UNDER_WAY',
      responsible: ['HEE', 'NHSI'],
      programmes: ['ACE', 'NYE_BEVAN'],
    },
  ],
  2: [
    {
      name: 'Developing compassionate and inclusive leadership for all staff at every level',
      status: 'UNDER_WAY',
      responsible: ['KINGSFUND', 'NHSI'],
      programmes: ['CULTURE', 'EDWARD_JENNER', 'MARY_SEACOLE'],
    },
    {
      name: 'Embedding inclusion in leadership development and talent management initiatives',
      status: 'UNDER_WAY',
      responsible: ['NHSLA'],
      programmes: ['READY_NOW', 'STEPPING_UP'],
    },
    {
      name: 'Supporting organisations and systems to deliver effective talent management',
      status: 'UNDER_WAY',
      responsible: ['HEE', 'NHSLA'],
      programmes: ['ELIZABETH_GARRETT_ANDERSON', 'ROSALIND_FRANKLIN'],
    },
    {
      name: 'Improving senior level recruitment and support across NHS-funded services',
      status: 'UNDER_WAY',
      responsible: ['NHSI', 'NHSP'],
      programmes: ['ACE'],
    },
  ],
  3: [
    {
      name: 'Building improvement capability among providers, commissioners, patients and communities',
      status: 'UNDER_WAY',
      responsible: ['NHSE', 'NHSI'],
      programmes: ['GP_SUPPORT'],
    },
    {
      name: 'Embedding improvement and leadership development in curricula, revalidation and award schemes',
      status: 'PROPOSED',
      responsible: ['HEE'],
      programmes: ['EDWARD_JENNER'],
    },
  ],
  4: [{ name: UNREAD, synthetic: true, status: 'PROPOSED', responsible: ['NHSI'], programmes: [] }],
  5: [{ name: UNREAD, synthetic: true, status: 'PROPOSED', responsible: ['CQC', 'NHSI'], programmes: [] }],
};
