import { addDays } from '../../../kit/dates.js';
import type { Country } from '../../kit/country/country.js';
import { between, pick } from '../../../kit/random.js';
import type { CultureAdoption } from '../entities/culture-adoption.js';
import type { CulturePhase } from '../entities/culture-phase.js';

/** The phases; of the first two the month of publication is known. */
export const CULTURE_PHASES: readonly CulturePhase[] = [
  { code: 'DISCOVER', position: 1, publishedOn: '2016-09-01' },
  { code: 'DESIGN', position: 2, publishedOn: '2018-03-01' },
  { code: 'DELIVER', position: 3, publishedOn: null },
];

const PILOTS = 3;
const SECOND_WAVE = 21;
/** Public texts say "more than 80". */
const ADOPTERS = 84;
/** Trusts up to this one are open throughout. */
const LASTING_TRUSTS = 220;

/** Which trusts use the resources and how far they have come: all generated. */
export function cultureAdoptionRows({ trusts }: Country): CultureAdoption[] {
  return Array.from({ length: ADOPTERS }, (_, index) => ({
    odsCode: trusts[(index * 13 + 5) % LASTING_TRUSTS]!.odsCode,
    ...progressOf(index),
    pilot: index < PILOTS,
    synthetic: true,
  }));
}

function progressOf(index: number): Pick<CultureAdoption, 'phase' | 'startedOn'> {
  if (index < PILOTS) return { phase: 'DELIVER', startedOn: '2016-09-01' };
  if (index < PILOTS + SECOND_WAVE) {
    return {
      phase: pick(['DESIGN', 'DELIVER'] as const, 'culture phase', index),
      startedOn: addDays('2017-04-01', between(0, 300, 'culture start', index)),
    };
  }
  return {
    phase: pick(['DISCOVER', 'DISCOVER', 'DESIGN'] as const, 'culture phase', index),
    startedOn: addDays('2018-03-01', between(0, 600, 'culture start', index)),
  };
}
