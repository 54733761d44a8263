import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eachDatabase } from '../../test/support/databases.js';
import { startSubgraph, type StartedSubgraph } from '../../test/support/start-subgraph.js';
import { createCountry } from '../kit/country/country.js';
import { people } from './people.js';

const country = createCountry({ practices: 60, people: 5_000 });
const DAY = '2017-12-31';
const SUMMARY =
  'asOf organisations seniorPosts vacant vacancyRate organisationsWithVacancy organisationsWithVacancyRate synthetic';

interface Summary {
  readonly organisations: number;
  readonly seniorPosts: number;
  readonly vacant: number;
  readonly organisationsWithVacancy: number;
}

eachDatabase((openUrl) => {
  let started: StartedSubgraph;
  beforeAll(async () => {
    started = await startSubgraph(people, { url: await openUrl(), country });
  });
  afterAll(() => started.stop());

  const ask = (representations: readonly unknown[], selection: string) =>
    started.ask(
      `query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename ${selection} } }`,
      {
        representations,
      },
    );

  async function entities<Entity>(representations: readonly unknown[], selection: string): Promise<Entity[]> {
    const { data, errors } = await ask(representations, selection);
    expect(errors).toBeUndefined();
    return data!['_entities'] as Entity[];
  }

  test('entities come in the order of their representations, null for those unknown', async () => {
    const { data, errors } = await ask(
      [
        { __typename: 'Person', id: 'nobody' },
        { __typename: 'Person', id: 'P0000045' },
        { __typename: 'Post', id: 'ZT001-00001' },
        { __typename: 'Post', id: 'none' },
        { __typename: 'Appointment', id: 'ZF01-00001-A1' },
        { __typename: 'Appointment', id: 'none' },
        { __typename: 'Vacancy', id: 'none' },
        { __typename: 'Organisation', odsCode: 'NONE' },
        { __typename: 'Footprint', odsCode: 'ZF01' },
        { __typename: 'Person', id: 'P0000045' },
      ],
      '... on Person { id } ... on Post { id } ... on Appointment { id } ... on Organisation { odsCode } ... on Footprint { odsCode }',
    );
    expect(errors).toBeUndefined();
    const person = { __typename: 'Person', id: 'P0000045' };
    expect(data!['_entities']).toEqual([
      null,
      person,
      { __typename: 'Post', id: 'ZT001-00001' },
      null,
      { __typename: 'Appointment', id: 'ZF01-00001-A1' },
      null,
      null,
      { __typename: 'Organisation', odsCode: 'NONE' },
      { __typename: 'Footprint', odsCode: 'ZF01' },
      person,
    ]);
  });

  test.each([
    { __typename: 'Person' },
    { __typename: 'Post', id: null },
    { __typename: 'Appointment', id: 7 },
    { __typename: 'Vacancy', id: '' },
    { __typename: 'Organisation', odsCode: ['RXA'] },
    { __typename: 'Footprint', id: 'ZF01' },
    { __typename: 'RatingGroup', asOf: DAY, odsCodes: [] },
  ])('the malformed representation %j is refused alone', async (malformed) => {
    const good = { __typename: 'Footprint', odsCode: 'ZF01' };
    const { data, errors } = await ask([malformed, good], '');
    expect(data!['_entities']).toEqual([null, { __typename: 'Footprint' }]);
    expect(errors).toHaveLength(1);
    expect(errors![0]).toMatchObject({ path: ['_entities', 0], extensions: { code: 'BAD_USER_INPUT' } });
    expect(errors![0]!.message).toContain(malformed.__typename);
  });

  test.each([
    [{ odsCodes: [] }, 'asOf'],
    [{ asOf: '31/12/2017', odsCodes: [] }, 'asOf'],
    [{ asOf: DAY }, 'odsCodes'],
    [{ asOf: DAY, odsCodes: [1] }, 'odsCodes'],
  ])('the rating group %j without what its summary requires is refused', async (required, missing) => {
    const group = { __typename: 'RatingGroup', id: 'GOOD', ...required };
    const { errors } = await ask([group], '... on RatingGroup { vacancySummary { vacant } }');
    expect(errors![0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
    expect(errors![0]!.message).toContain(missing);
  });

  test('leaders are the directors who hold their posts, the chief executive first; heads where there are none', async () => {
    interface Leading {
      readonly leaders: { readonly post: { readonly role: string }; readonly endedOn: string | null }[];
    }
    const codes = ['ZT002', 'ZC001', 'ZP000001', 'NONE'];
    const found = await entities<Leading>(
      codes.map((odsCode) => ({ __typename: 'Organisation', odsCode })),
      `... on Organisation { leaders(asOf: "${DAY}") { endedOn post { role } } }`,
    );
    const roles = found.map(({ leaders }) => leaders.map(({ post }) => post.role));
    expect(roles[0]![0]).toBe('CHIEF_EXECUTIVE');
    expect(roles[0]!.length).toBeGreaterThan(4);
    expect(roles.slice(1)).toEqual([['ACCOUNTABLE_OFFICER'], ['PRACTICE_MANAGER'], []]);
    for (const { endedOn } of found.flatMap(({ leaders }) => leaders))
      expect(endedOn === null || endedOn >= DAY).toBe(true);
  });

  test('a footprint has its leader, whose post is of no organisation', async () => {
    const [footprint, before, unknown] = await entities(
      ['ZF01', 'ZF01', 'NONE'].map((odsCode) => ({ __typename: 'Footprint', odsCode })),
      `... on Footprint { leader(asOf: "${DAY}") { person { id } post { role organisation { odsCode } vacancies { id } } } early: leader(asOf: "2016-02-29") { id } }`,
    );
    const post = { role: 'FOOTPRINT_LEADER', organisation: null, vacancies: [] };
    const led = { __typename: 'Footprint', leader: { person: { id: 'P0000001' }, post }, early: null };
    expect([footprint, before, unknown]).toEqual([led, led, { __typename: 'Footprint', leader: null, early: null }]);
  });

  test('posts come by identifier, a page at a time, all or only some', async () => {
    interface Posts {
      readonly posts: {
        readonly nodes: { readonly id: string }[];
        readonly pageInfo: { readonly endCursor: string };
        readonly totalCount: number;
      };
    }
    const trusts = ['ZT001', 'ZT002'].map((odsCode) => ({ __typename: 'Organisation', odsCode }));
    const select = (args: string) =>
      entities<Posts>(
        trusts,
        `... on Organisation { posts(${args}) { nodes { id } pageInfo { endCursor } totalCount } }`,
      );
    const [one, two] = await select('first: 7, senior: true');
    expect(one!.posts.nodes.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6, 7].map((place) => `ZT001-0000${place}`));
    expect([one!.posts.totalCount, two!.posts.totalCount]).toEqual([7, 7]);
    const [all] = await select('first: 3');
    const [next] = await select(`first: 1, after: "${all!.posts.pageInfo.endCursor}"`);
    expect(next!.posts.nodes).toEqual([{ id: 'ZT001-00004' }]);
    const [others] = await select('senior: false');
    expect(others!.posts.totalCount).toBe(all!.posts.totalCount - 7);
    expect(others!.posts.nodes[0]).toEqual({ id: 'ZT001-00008' });
  });

  test('vacancies of an organisation are those open on the day, with the post vacant', async () => {
    interface Open {
      readonly vacancies: {
        readonly openedOn: string;
        readonly filledOn: string | null;
        readonly post: { readonly holder: null };
      }[];
    }
    const trusts = country.trusts.map(({ odsCode }) => ({ __typename: 'Organisation', odsCode }));
    const found = await entities<Open>(
      trusts,
      `... on Organisation { vacancies(asOf: "${DAY}") { openedOn filledOn post { holder(asOf: "${DAY}") { id } } } }`,
    );
    const open = found.flatMap(({ vacancies }) => vacancies);
    expect(open.length).toBeGreaterThan(50);
    for (const { openedOn, filledOn, post } of open) {
      expect(openedOn <= DAY && (filledOn === null || filledOn > DAY)).toBe(true);
      expect(post.holder).toBeNull();
    }
  });

  describe('summaries', () => {
    test('the groups of a day add up to the country, and each group to its organisations', async () => {
      const half = Math.floor(country.trusts.length / 2);
      const codes = country.trusts.map(({ odsCode }) => odsCode);
      const groups = [codes.slice(0, half), codes.slice(half)].map((odsCodes, index) => ({
        __typename: 'RatingGroup',
        id: `group${index}`,
        asOf: DAY,
        odsCodes,
      }));
      const [first, second] = (
        await entities<{ vacancySummary: Summary }>(groups, `... on RatingGroup { vacancySummary { ${SUMMARY} } }`)
      ).map(({ vacancySummary }) => vacancySummary);
      expect(started.statements()).toHaveLength(1);
      const single = await entities<{ vacancySummary: Summary }>(
        codes.slice(0, half).map((odsCode) => ({ __typename: 'Organisation', odsCode })),
        `... on Organisation { vacancySummary(asOf: "${DAY}") { ${SUMMARY} } }`,
      );
      expect(started.statements()).toHaveLength(1);
      const { data } = await started.ask(`{ vacancySummary(asOf: "${DAY}") { ${SUMMARY} } }`);
      const whole = data!['vacancySummary'] as unknown as Summary;
      for (const field of ['organisations', 'seniorPosts', 'vacant', 'organisationsWithVacancy'] as const) {
        expect(first![field] + second![field]).toBe(whole[field]);
        expect(single.reduce((sum, { vacancySummary }) => sum + vacancySummary[field], 0)).toBe(first![field]);
      }
      expect(whole).toMatchObject({ asOf: DAY, synthetic: true });
    });

    test('a group of a hundred thousand organisations without such posts takes one statement', async () => {
      const odsCodes = Array.from({ length: 100_000 }, (_, index) => `ZP${index}`);
      const [group] = await entities<object>(
        [{ __typename: 'RatingGroup', id: 'none', asOf: DAY, odsCodes }],
        `... on RatingGroup { vacancySummary { ${SUMMARY} } }`,
      );
      expect(started.statements()).toHaveLength(1);
      expect(group).toEqual({
        __typename: 'RatingGroup',
        vacancySummary: {
          asOf: DAY,
          organisations: 0,
          seniorPosts: 0,
          vacant: 0,
          vacancyRate: null,
          organisationsWithVacancy: 0,
          organisationsWithVacancyRate: null,
          synthetic: false,
        },
      });
    });

    test('closed trusts are not counted, and an empty group has no rates', async () => {
      const closed = country.trusts.find(({ closedOn }) => closedOn !== null)!;
      const [trust, group] = await entities<{ vacancySummary: object }>(
        [
          { __typename: 'Organisation', odsCode: closed.odsCode },
          { __typename: 'RatingGroup', id: 'empty', asOf: DAY, odsCodes: [] },
        ],
        `... on Organisation { vacancySummary(asOf: "2020-01-01") { ${SUMMARY} } } ... on RatingGroup { vacancySummary { ${SUMMARY} } }`,
      );
      expect(trust!.vacancySummary).toMatchObject({ organisations: 0, seniorPosts: 0, vacant: 0, vacancyRate: null });
      expect(group!.vacancySummary).toMatchObject({
        organisations: 0,
        organisationsWithVacancyRate: null,
        synthetic: false,
      });
    });
  });
});
