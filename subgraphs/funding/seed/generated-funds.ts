import type { Country } from '../../kit/country/country.js';
import { between, hash, pick } from '../../../kit/random.js';
import { addDays } from '../../../kit/dates.js';
import type { Contribution } from '../entities/contribution.js';
import type { Fund } from '../entities/fund.js';

/** A generated grant programme, with what its grants are for. */
interface Theme {
  readonly code: string;
  readonly name: string;
  readonly purposes: readonly string[];
}

export const THEMES: readonly Theme[] = [
  {
    code: 'JOINERY_CARERS',
    name: 'Support for carers',
    purposes: ['Short breaks for carers', 'Young carers’ groups', 'Advice line for carers'],
  },
  {
    code: 'JOINERY_OLDER_PEOPLE',
    name: 'Independence in later life',
    purposes: ['Falls prevention classes', 'Home from hospital', 'Lunch clubs and visiting'],
  },
  {
    code: 'JOINERY_YOUNG_MINDS',
    name: 'Young people’s mental health',
    purposes: ['Counselling in schools', 'Peer support', 'Training for youth workers'],
  },
  {
    code: 'JOINERY_HEALTHY_PLACES',
    name: 'Healthy places',
    purposes: ['Walking groups', 'Community gardens', 'Cooking on a budget'],
  },
  {
    code: 'JOINERY_DIGITAL',
    name: 'Digital skills for care',
    purposes: ['Devices for care homes', 'Digital champions', 'Online appointments made easy'],
  },
  {
    code: 'JOINERY_VOLUNTEERS',
    name: 'Volunteers in care',
    purposes: ['Ward volunteers', 'Transport by volunteers', 'Training for volunteers'],
  },
];

/** The funds of the generated grant programmes. */
export const GENERATED_FUNDS: readonly Fund[] = THEMES.map(({ code, name }) => ({
  code,
  name,
  kind: 'GRANT_PROGRAMME',
  regrantType: null,
  programmeCode: null,
  synthetic: true,
  sourceKey: 'generated',
}));

const CONTRIBUTORS = 4;

/** Four generated contributions to each, the last of which is still to be paid. */
export function generatedContributions(country: Country): Contribution[] {
  return GENERATED_FUNDS.flatMap(({ code }) =>
    Array.from({ length: CONTRIBUTORS }, (_, index) => generatedContribution(country, code, index)),
  );
}

function generatedContribution({ councils }: Country, fundCode: string, index: number): Contribution {
  const council = councils[(hash('contributor', fundCode) + index) % councils.length]!;
  const pledgedOn = addDays('2014-04-01', between(0, 1_500, 'pledged', fundCode, index));
  const isPaid = index < CONTRIBUTORS - 1;
  return {
    id: `${fundCode}-${council.odsCode}`,
    fundCode,
    contributor: council.name,
    odsCode: council.odsCode,
    kind: pick(['CASH', 'CASH', 'IN_KIND'] as const, 'kind', fundCode, index),
    amountPence: 100_000 * between(20, 400, 'contribution', fundCode, index),
    status: isPaid ? 'PAID' : 'PLEDGED',
    pledgedOn,
    paidOn: isPaid ? addDays(pledgedOn, between(20, 200, 'paid', fundCode, index)) : null,
    certainty: 'SYNTHETIC',
    amountCertainty: 'SYNTHETIC',
    synthetic: true,
    sourceKey: 'generated',
  };
}
