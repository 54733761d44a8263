import { addDays } from '../../../kit/dates.js';
import type { Country } from '../../kit/country/country.js';
import { between, hash, pick } from '../../../kit/random.js';
import type { SkillNeed } from '../entities/skill-need.js';
import type { TrainingOffer } from '../entities/training-offer.js';

/** So many footprints took the related course; which ones is not public. */
const COURSE_FOOTPRINTS = 10;

const STATUSES = ['OFFERED', 'NEEDS_ASSESSMENT', 'NEEDS_ASSESSMENT', 'IN_TRAINING', 'IN_TRAINING', 'COMPLETE'] as const;

const SKILLS = [
  'Leading across organisations',
  'Quality improvement methods',
  'Compassionate and inclusive leadership',
  'Finding and developing talent',
  'Engaging patients and communities',
  'Using data for improvement',
  'Coaching',
  'Managing change',
];

/** The generated offers to the footprints, with the skill needs that were found. */
export function trainingRows({ footprints }: Country): { offers: TrainingOffer[]; needs: SkillNeed[] } {
  const course = new Set(
    footprints
      .map(({ odsCode }) => odsCode)
      .sort((a, b) => hash('course', a) - hash('course', b))
      .slice(0, COURSE_FOOTPRINTS),
  );
  const offers = footprints.map(({ odsCode }) => offerFor(odsCode, course.has(odsCode)));
  return { offers, needs: offers.flatMap(needsFor) };
}

function offerFor(footprintCode: string, attendedCourse: boolean): TrainingOffer {
  const status = attendedCourse ? 'IN_TRAINING' : pick(STATUSES, 'offer', footprintCode);
  const isTrained = status === 'IN_TRAINING' || status === 'COMPLETE';
  return {
    footprintCode,
    status,
    offeredOn: addDays('2016-12-01', between(0, 240, 'offered', footprintCode)),
    peopleTrained: isTrained ? between(8, 60, 'trained', footprintCode) : 0,
    attendedCourse,
    synthetic: true,
  };
}

/** Needs are found once an offer is taken up: two to four of them. */
function needsFor({ footprintCode, status }: TrainingOffer): SkillNeed[] {
  if (status === 'OFFERED') return [];
  const skills = SKILLS.toSorted((a, b) => hash(a, footprintCode) - hash(b, footprintCode));
  return skills.slice(0, between(2, 4, 'needs', footprintCode)).map((skill, index) => ({
    footprintCode,
    priority: index + 1,
    skill,
    peopleInNeed: between(5, 40, 'need', footprintCode, index),
  }));
}
