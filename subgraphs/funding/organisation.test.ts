import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eachDatabase } from '../../test/support/databases.js';
import { startSubgraph, type StartedSubgraph } from '../../test/support/start-subgraph.js';
import { createCountry } from '../kit/country/country.js';
import type { Grant } from './entities/grant.js';
import { Grant as GrantEntity } from './entities/grant.js';
import { funding } from './funding.js';
import { generatedGrant, grantCountOf } from './seed/generated-grants.js';

const country = createCountry({ practices: 400 });
const grants = Array.from({ length: grantCountOf(country) }, (_, index) => generatedGrant(country, index));
const LINEAGE = ['ZT235', 'ZT231', 'ZT232', 'ZT233', 'ZT234'];

const QUERY = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Organisation {
  odsCode grantTotal { amount currency }
  grantsByYear { year grants total { amount currency } synthetic }
  lineageGrantsByYear { year grants total { amount currency } synthetic }
} } }`;

eachDatabase((openUrl) => {
  let running: StartedSubgraph;
  const ask = (query: string, variables?: Record<string, unknown>) => running.ask(query, variables);

  beforeAll(async () => {
    running = await startSubgraph(funding, { url: await openUrl(), country });
  });
  afterAll(() => running.stop());

  test('Organisation.lineageGrantsByYear adds up the grants of all its lineage, grantsByYear its own', async () => {
    const { data, errors } = await ask(QUERY, { representations: [withLineage('ZT235', LINEAGE)] });
    expect(errors).toBeUndefined();
    const [organisation] = data._entities;
    expect(organisation.grantsByYear).toEqual(yearsOf(['ZT235']));
    expect(organisation.lineageGrantsByYear).toEqual(yearsOf(LINEAGE));
    expect(organisation.lineageGrantsByYear.length).toBeGreaterThan(organisation.grantsByYear.length);
  });

  test('Organisation.lineageGrantsByYear counts a member that is named twice once', async () => {
    const { data } = await ask(QUERY, { representations: [withLineage('ZT235', [...LINEAGE, ...LINEAGE])] });
    expect(data._entities[0].lineageGrantsByYear).toEqual(yearsOf(LINEAGE));
  });

  test('Organisation without grants has none in any year and a total of zero', async () => {
    const { data } = await ask(QUERY, { representations: [withLineage('RXA', ['RXA'])] });
    expect(data._entities).toEqual([
      { odsCode: 'RXA', grantTotal: { amount: '0.00', currency: 'GBP' }, grantsByYear: [], lineageGrantsByYear: [] },
    ]);
  });

  test.each([[undefined], [null], ['ZT231'], [[null]], [[{ odsCode: 5 }]]])(
    'Organisation.lineageGrantsByYear refuses the lineage %j',
    async (lineage) => {
      const representations = [{ __typename: 'Organisation', odsCode: 'ZT235', lineage }];
      const { data, errors } = await ask(QUERY, { representations });
      expect(data._entities).toMatchObject([{ lineageGrantsByYear: null, grantTotal: { currency: 'GBP' } }]);
      expect(errors?.[0]?.extensions?.['code']).toBe('BAD_USER_INPUT');
    },
  );

  test('Organisation.grantsReceived and grantsAwarded page its grants, the latest first', async () => {
    const { data } = await ask(
      `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Organisation {
        grantsReceived(first: 2) { totalCount nodes { id } pageInfo { hasNextPage } }
        grantsAwarded(first: 2) { totalCount nodes { id } }
      } } }`,
      { representations: ['ZT231', 'ZX001', 'ZL001'].map((odsCode) => ({ __typename: 'Organisation', odsCode })) },
    );
    const wanted = ['ZT231', 'ZX001', 'ZL001'].map((odsCode) => {
      const received = latestFirst(grants.filter(({ recipientOdsCode }) => recipientOdsCode === odsCode));
      const awarded = latestFirst(grants.filter(({ funderOdsCode }) => funderOdsCode === odsCode));
      return {
        grantsReceived: {
          totalCount: received.length,
          nodes: received.slice(0, 2),
          pageInfo: { hasNextPage: received.length > 2 },
        },
        grantsAwarded: { totalCount: awarded.length, nodes: awarded.slice(0, 2) },
      };
    });
    expect(data._entities).toEqual(wanted);
  });

  test('grants in another currency have years of their own and are not in the total in pounds', async () => {
    await running.subgraph.database().write(async (manager) => {
      const inEuros = (id: string, amountMinor: number) =>
        manager.insert(GrantEntity, { ...grants[0]!, id, amountMinor, currency: 'EUR', recipientOdsCode: 'ZZEUR' });
      await inEuros('euro-1', 1);
      await inEuros('euro-2', 9_999);
      await manager.insert(GrantEntity, { ...grants[0]!, id: 'pound', amountMinor: 250, recipientOdsCode: 'ZZEUR' });
    });
    const { data } = await ask(QUERY, { representations: [withLineage('ZZEUR', ['ZZEUR'])] });
    const year = Number(grants[0]!.awardDate.slice(0, 4));
    const years = [
      { year, grants: 2, total: { amount: '100.00', currency: 'EUR' }, synthetic: true },
      { year, grants: 1, total: { amount: '2.50', currency: 'GBP' }, synthetic: true },
    ];
    expect(data._entities).toEqual([
      {
        odsCode: 'ZZEUR',
        grantTotal: { amount: '2.50', currency: 'GBP' },
        grantsByYear: years,
        lineageGrantsByYear: years,
      },
    ]);
  });
});

function withLineage(odsCode: string, lineage: readonly string[]) {
  return { __typename: 'Organisation', odsCode, lineage: lineage.map((member) => ({ odsCode: member })) };
}

function yearsOf(odsCodes: readonly string[]) {
  const years = new Map<number, { grants: number; pence: number }>();
  for (const { recipientOdsCode, awardDate, amountMinor } of grants) {
    if (!odsCodes.includes(recipientOdsCode ?? '')) continue;
    const year = Number(awardDate.slice(0, 4));
    const before = years.get(year) ?? { grants: 0, pence: 0 };
    years.set(year, { grants: before.grants + 1, pence: before.pence + amountMinor });
  }
  return [...years]
    .sort(([a], [b]) => a - b)
    .map(([year, { grants: count, pence }]) => ({
      year,
      grants: count,
      total: { amount: (pence / 100).toFixed(2), currency: 'GBP' },
      synthetic: true,
    }));
}

function latestFirst(found: readonly Grant[]): { id: string }[] {
  return found
    .map(({ id, awardDate }) => ({ id, order: `${awardDate} ${id}` }))
    .sort((a, b) => (a.order < b.order ? 1 : -1))
    .map(({ id }) => ({ id }));
}
