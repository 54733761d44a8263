import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { daysBetween } from '../../kit/dates.js';
import { eachDatabase } from '../../test/support/databases.js';
import { startSubgraph, type StartedSubgraph } from '../../test/support/start-subgraph.js';
import { createCountry } from '../kit/country/country.js';
import { Person } from './entities/person.js';
import { TalentPoolEntry } from './entities/talent-pool-entry.js';
import { Vacancy } from './entities/vacancy.js';
import { people } from './people.js';

const country = createCountry({ practices: 60, people: 5_000 });
const now = () => new Date('2021-03-01T12:00:00Z');

interface Page {
  readonly nodes: { readonly id: string }[];
  readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
  readonly totalCount: number;
}

eachDatabase((openUrl) => {
  let started: StartedSubgraph;
  beforeAll(async () => {
    started = await startSubgraph(people, { url: await openUrl(), country, now });
  });
  afterAll(() => started.stop());

  async function answer<Data>(query: string, variables = {}): Promise<Data> {
    const { data, errors } = await started.ask(query, variables);
    expect(errors).toBeUndefined();
    return data as Data;
  }

  async function errorOf(query: string) {
    const { errors } = await started.ask(query);
    return { message: errors?.[0]?.message, ...errors?.[0]?.extensions };
  }

  /** The identifiers on all pages of a list, page by page. */
  async function allPages(field: string, args: string, size = 500): Promise<{ ids: string[]; totalCount: number }> {
    const ids: string[] = [];
    for (let after = ''; ;) {
      const query = `{ list: ${field}(${args} first: ${size} ${after}) { nodes { id } pageInfo { endCursor hasNextPage } totalCount } }`;
      const { list } = await answer<{ list: Page }>(query);
      ids.push(...list.nodes.map(({ id }) => id));
      if (!list.pageInfo.hasNextPage) return { ids, totalCount: list.totalCount };
      after = `after: "${list.pageInfo.endCursor}"`;
    }
  }

  describe('people', () => {
    const all = () => started.subgraph.database().read.getRepository(Person).find();
    const byName = (a: Person, b: Person) =>
      a.familySearch < b.familySearch ? -1 : a.familySearch > b.familySearch ? 1 : a.id < b.id ? -1 : 1;
    const ids = (rows: readonly Person[]) => rows.map(({ id }) => id);

    test('person is found by its identifier, and is null for an unknown one', async () => {
      const { known, unknown } = await answer<Record<string, unknown>>(
        '{ known: person(id: "P0000001") { id name givenName familyName synthetic } unknown: person(id: "nobody") { id } }',
      );
      const { givenName, familyName } = country.person(0);
      expect(known).toEqual({
        id: 'P0000001',
        name: `${givenName} ${familyName}`,
        givenName,
        familyName,
        synthetic: true,
      });
      expect(unknown).toBeNull();
    });

    test('people come by identifier unless told otherwise', async () => {
      const { ids: found, totalCount } = await allPages('people', '');
      expect(found).toEqual(ids(await all()).sort());
      expect(totalCount).toBe(5_000);
    });

    test('people come by family name in both directions, page by page', async () => {
      const sorted = ids((await all()).sort(byName));
      expect((await allPages('people', 'sort: { by: FAMILY_NAME }')).ids).toEqual(sorted);
      expect((await allPages('people', 'sort: { by: FAMILY_NAME, direction: DESC }')).ids).toEqual(sorted.reverse());
    });

    test.each(['ASC', 'DESC'])(
      'people whose family name starts with a text come %s by it, over short pages',
      async (direction) => {
        const expected = ids((await all()).filter(({ familySearch }) => familySearch.startsWith('mo')).sort(byName));
        const { ids: found, totalCount } = await allPages(
          'people',
          `filter: { familyNameStartsWith: " Mo" } sort: { by: FAMILY_NAME, direction: ${direction} }`,
          40,
        );
        expect(expected.length).toBeGreaterThan(80);
        expect(found).toEqual(direction === 'ASC' ? expected : expected.reverse());
        expect(totalCount).toBe(expected.length);
      },
    );

    test('people are read from the end, before a cursor, with the name still narrowed', async () => {
      const expected = ids((await all()).filter(({ familySearch }) => familySearch.startsWith('mo')).sort(byName));
      const last =
        '{ people(filter: { familyNameStartsWith: "mo" } last: 5 BEFORE) { nodes { id } pageInfo { startCursor } } }';
      const { people: end } = await answer<{ people: Page & { pageInfo: { startCursor: string } } }>(
        last.replace('BEFORE', ''),
      );
      expect(ids(end.nodes as Person[])).toEqual(expected.slice(-5));
      const before = last.replace('BEFORE', `before: "${end.pageInfo.startCursor}"`);
      const { people: earlier } = await answer<{ people: Page }>(before);
      expect(ids(earlier.nodes as Person[])).toEqual(expected.slice(-10, -5));
    });

    test.each([
      ['role', 'talentPoolRole: CHIEF_EXECUTIVE', (entry: TalentPoolEntry) => entry.role === 'CHIEF_EXECUTIVE'],
      ['region', 'talentPoolRegion: "Y55"', (entry: TalentPoolEntry) => entry.region === 'Y55'],
      [
        'role and region',
        'talentPoolRole: CHIEF_EXECUTIVE talentPoolRegion: "Y55"',
        (entry: TalentPoolEntry) => entry.role === 'CHIEF_EXECUTIVE' && entry.region === 'Y55',
      ],
    ])('people in the talent pool are found by %s, by identifier and by name', async (_, filter, isIn) => {
      const pool = (await started.subgraph.database().read.getRepository(TalentPoolEntry).find()).filter(isIn);
      const inPool = new Set(pool.map(({ personId }) => personId));
      const expected = (await all()).filter(({ id }) => inPool.has(id));
      const byId = await allPages('people', `filter: { ${filter} }`, 30);
      expect(byId).toEqual({ ids: ids(expected).sort(), totalCount: inPool.size });
      const named = await allPages('people', `filter: { ${filter} } sort: { by: FAMILY_NAME }`, 30);
      expect(named.ids).toEqual(ids(expected.sort(byName)));
      const narrowed = await allPages('people', `filter: { ${filter} familyNameStartsWith: "ba" }`);
      expect(narrowed.ids).toEqual(
        ids(expected.filter(({ familySearch }) => familySearch.startsWith('ba')).sort(byName)),
      );
    });

    test.each([
      ['people(filter: { familyNameStartsWith: "m" })', 'filter.familyNameStartsWith'],
      ['people(filter: { familyNameStartsWith: "mo" }, sort: { by: ID })', 'sort.by'],
      ['people(first: 1, last: 1)', 'last'],
      ['people(first: 501)', 'first'],
    ])('%s is refused', async (field, at) => {
      expect(await errorOf(`{ ${field} { nodes { id } } }`)).toMatchObject({ code: 'BAD_USER_INPUT', field: at });
    });
  });

  describe('vacancies', () => {
    const all = () => started.subgraph.database().read.getRepository(Vacancy).find();
    const isOpen = ({ openedOn, filledOn }: Vacancy, day: string) =>
      openedOn <= day && (filledOn === null || filledOn > day);
    const longest = (a: Vacancy, b: Vacancy) => (`${a.openedOn}${a.id}` < `${b.openedOn}${b.id}` ? -1 : 1);

    test.each<[string, (vacancy: Vacancy) => boolean]>([
      ['', () => true],
      ['organisation: "ZT024"', ({ odsCode }) => odsCode === 'ZT024'],
      ['senior: false', ({ senior }) => !senior],
      ['role: FINANCE_DIRECTOR, senior: true', ({ role }) => role === 'FINANCE_DIRECTOR'],
      ['openOn: "2017-12-31"', (vacancy) => isOpen(vacancy, '2017-12-31')],
      [
        'senior: true, openOn: "2017-12-31", openForMoreThanDays: 90',
        (vacancy) =>
          vacancy.senior && isOpen(vacancy, '2017-12-31') && daysBetween(vacancy.openedOn, '2017-12-31') > 90,
      ],
      [
        'openForMoreThanDays: 120',
        (vacancy) => isOpen(vacancy, '2021-03-01') && daysBetween(vacancy.openedOn, '2021-03-01') > 120,
      ],
      ['openOn: "0001-01-01", openForMoreThanDays: 36525', () => false],
    ])('vacancies(filter: { %s }) gives those it should, the longest open first', async (filter, isWanted) => {
      const expected = (await all())
        .filter(isWanted)
        .sort(longest)
        .map(({ id }) => id);
      const { ids: found, totalCount } = await allPages('vacancies', `filter: { ${filter} }`, 50);
      expect(found).toEqual(expected);
      expect(totalCount).toBe(expected.length);
      const { ids: backwards } = await allPages('vacancies', `filter: { ${filter} } direction: DESC`);
      expect(backwards).toEqual(expected.reverse());
    });

    test.each([-1, 36_526])('openForMoreThanDays: %d is refused', async (days) => {
      const error = await errorOf(`{ vacancies(filter: { openForMoreThanDays: ${days} }) { totalCount } }`);
      expect(error).toMatchObject({ code: 'BAD_USER_INPUT', field: 'filter.openForMoreThanDays' });
    });

    test('daysOpen counts until the day, or until the vacancy was filled, and is null before it opened', async () => {
      const vacancy = (await all()).find(({ filledOn }) => filledOn !== null)!;
      const { openedOn, filledOn } = vacancy;
      const { vacancy: found } = await answer<{ vacancy: unknown }>(
        `query ($id: ID!, $opened: Date!, $filled: Date!) { vacancy(id: $id) {
          before: daysOpen(asOf: "2010-01-01") first: daysOpen(asOf: $opened) filled: daysOpen(asOf: $filled) today: daysOpen
        } }`,
        { id: vacancy.id, opened: openedOn, filled: filledOn },
      );
      const whole = daysBetween(openedOn, filledOn!);
      expect(found).toEqual({ before: null, first: 0, filled: whole, today: whole });
    });

    test('candidates prepare for the role in the region of the post, the most ready first', async () => {
      interface Candidate {
        readonly role: string;
        readonly region: string;
        readonly readiness: string;
      }
      const { vacancies } = await answer<{
        vacancies: { nodes: { post: { role: string }; candidates: Candidate[] }[] };
      }>(
        '{ vacancies(filter: { role: CHIEF_EXECUTIVE }, first: 20) { nodes { post { role } candidates(first: 50) { role region readiness } } } }',
      );
      expect(vacancies.nodes).toHaveLength(20);
      for (const { candidates } of vacancies.nodes) {
        expect(candidates.length).toBeGreaterThan(3);
        expect(new Set(candidates.map(({ role }) => role))).toEqual(new Set(['CHIEF_EXECUTIVE']));
        expect(new Set(candidates.map(({ region }) => region)).size).toBe(1);
        const order = ['READY_NOW', 'WITHIN_A_YEAR', 'WITHIN_THREE_YEARS'];
        const places = candidates.map(({ readiness }) => order.indexOf(readiness));
        expect(places).toEqual([...places].sort());
      }
    });

    test.each([-1, 51])('candidates(first: %d) is refused', async (first) => {
      const error = await errorOf(`{ vacancies(first: 1) { nodes { candidates(first: ${first}) { readiness } } } }`);
      expect(error).toMatchObject({ code: 'BAD_USER_INPUT', field: 'first' });
    });
  });

  test('vacancyStatements are those published, with their source', async () => {
    const { vacancyStatements } = await answer<{ vacancyStatements: unknown[] }>(
      '{ vacancyStatements { value unit period certainty source { title publisher url } } }',
    );
    const shared = {
      unit: 'percent',
      period: 'late 2017',
      certainty: 'PUBLISHED',
      source: {
        title: 'NHS trusts face worryingly high levels of senior vacancies',
        publisher: "The King's Fund and NHS Providers",
        url: expect.stringMatching(/^https:\/\/www\.kingsfund\.org\.uk\//) as unknown,
      },
    };
    expect(vacancyStatements).toEqual(['8', '37', '14', '3'].map((value) => ({ value, ...shared })));
  });

  test('peopleHoldings counts the rows of each type with a table', async () => {
    const { peopleHoldings } = await answer<{ peopleHoldings: { types: { name: string; rows: number | null }[] } }>(
      '{ peopleHoldings { partner types { name rows } } }',
    );
    const rows = new Map(peopleHoldings.types.map(({ name, rows }) => [name, rows]));
    expect(peopleHoldings).toMatchObject({ partner: 'NHS Leadership Academy' });
    expect(rows.get('Person')).toBe(5_000);
    expect(rows.get('TalentPoolEntry')).toBeGreaterThan(100);
    expect(rows.get('Organisation')).toBeNull();
  });
});
