import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eachDatabase } from '../../test/support/databases.js';
import { startSubgraph, type StartedSubgraph } from '../../test/support/start-subgraph.js';
import { createCountry } from '../kit/country/country.js';
import { people } from './people.js';

const country = createCountry({ practices: 400, people: 6_000 });
const now = () => new Date('2021-03-01T09:00:00Z');

interface Appointed {
  readonly postId: string;
  readonly personId: string;
  readonly endedOn: string;
}

interface Outcome {
  readonly data: Readonly<Record<string, { readonly vacancy: { readonly id: string } } | null>> | null | undefined;
  readonly error: Readonly<Record<string, unknown>> | undefined;
}

eachDatabase((openUrl) => {
  let url: string;
  let started: StartedSubgraph;
  /** Former holders of posts that nobody holds and that are not open as vacancies; each test takes one or more. */
  let left: Appointed[];
  beforeAll(async () => {
    url = await openUrl();
    started = await startSubgraph(people, { url, country, now });
    left = await started.subgraph.database().read.query(
      `SELECT a.postId AS postId, a.personId AS personId, a.endedOn AS endedOn FROM appointment a
       JOIN post p ON p.id = a.postId
       LEFT JOIN appointment running ON running.runningPostId = p.id
       LEFT JOIN appointment bound ON bound.runningPersonId = a.personId
       LEFT JOIN vacancy v ON v.openPostId = p.id
       WHERE p.senior = 0 AND p.abolishedOn IS NULL AND running.id IS NULL AND v.id IS NULL AND bound.id IS NULL
       ORDER BY a.id`,
    );
  });
  afterAll(() => started.stop());

  async function mutate(mutation: string): Promise<Outcome> {
    const { data, errors } = await started.ask(`mutation { ${mutation} }`);
    const [error] = errors ?? [];
    return { data, error: error && { message: error.message, ...error.extensions } };
  }

  const open = (postId: string, openedOn: string) =>
    mutate(
      `openVacancy(input: { postId: "${postId}", openedOn: "${openedOn}" }) { vacancy { id openedOn filledOn post { id } organisation { odsCode } } }`,
    );

  const fill = (vacancyId: string, personId: string, startedOn: string, kind = 'SUBSTANTIVE') =>
    mutate(
      `fillVacancy(input: { vacancyId: "${vacancyId}", personId: "${personId}", startedOn: "${startedOn}", kind: ${kind} }) {
        vacancy { id filledOn filledBy { id } post { holder { id } } }
        appointment { id kind startedOn endedOn person { id appointments { id } } }
      }`,
    );

  async function opened(): Promise<{ former: Appointed; vacancyId: string }> {
    const former = left.pop()!;
    const { data } = await open(former.postId, '2021-01-01');
    return { former, vacancyId: data!['openVacancy']!.vacancy.id };
  }

  const rows = async () => {
    const count = (table: string) =>
      started.subgraph.database().read.query<object[]>(`SELECT COUNT(*) AS n FROM ${table}`);
    return Promise.all(['vacancy', 'vacancy WHERE filledOn IS NULL', 'appointment'].map(count));
  };

  test('openVacancy() opens a post that nobody holds, once', async () => {
    const { postId } = left.pop()!;
    const { data, error } = await open(postId, '2021-01-01');
    expect(error).toBeUndefined();
    expect(data!['openVacancy']).toEqual({
      vacancy: {
        id: expect.any(String) as unknown,
        openedOn: '2021-01-01',
        filledOn: null,
        post: { id: postId },
        organisation: { odsCode: postId.split('-')[0] },
      },
    });
    const again = await open(postId, '2021-01-01');
    expect(again.data).toEqual({ openVacancy: null });
    expect(again.error).toMatchObject({ code: 'CONFLICT', field: 'input.postId' });
    expect(again.error!['message']).toContain('2021-01-01');
  });

  describe('openVacancy() refuses, and changes nothing for,', () => {
    const closed = country.trusts.find(({ closedOn }) => closedOn === '2017-04-01')!;
    test.each<[string, () => [string, string], string, string]>([
      ['an unknown post', () => ['none', '2021-01-01'], 'NOT_FOUND', 'input.postId'],
      ['a day to come', () => [left[0]!.postId, '2021-03-02'], 'BAD_USER_INPUT', 'input.openedOn'],
      [
        'a day before the post was established',
        () => [left[0]!.postId, '1900-01-01'],
        'BAD_USER_INPUT',
        'input.openedOn',
      ],
      [
        'a day on which somebody still held it',
        () => [left[0]!.postId, left[0]!.endedOn],
        'CONFLICT',
        'input.openedOn',
      ],
      ['a post that is held', () => ['ZF01-00001', '2021-01-01'], 'CONFLICT', 'input.openedOn'],
      ['an abolished post', () => [`${closed.odsCode}-00001`, '2021-01-01'], 'CONFLICT', 'input.postId'],
    ])('%s', async (_, input, code, field) => {
      const before = await rows();
      const { data, error } = await open(...input());
      expect(data).toEqual({ openVacancy: null });
      expect(error).toMatchObject({ code, field });
      expect(await rows()).toEqual(before);
    });
  });

  test('fillVacancy() ends the vacancy and begins the appointment on the same day, once', async () => {
    const { former, vacancyId } = await opened();
    const { data, error } = await fill(vacancyId, former.personId, '2021-02-01');
    expect(error).toBeUndefined();
    const filled = data!['fillVacancy'] as unknown as Record<string, Record<string, unknown>>;
    const id = filled['appointment']!['id'];
    expect(filled).toMatchObject({
      vacancy: { id: vacancyId, filledOn: '2021-02-01', filledBy: { id }, post: { holder: { id } } },
      appointment: { kind: 'SUBSTANTIVE', startedOn: '2021-02-01', endedOn: null, person: { id: former.personId } },
    });
    expect((filled['appointment']!['person'] as { appointments: object[] }).appointments[0]).toEqual({ id });
    const again = await fill(vacancyId, former.personId, '2021-02-01');
    expect(again.error).toMatchObject({ code: 'CONFLICT', field: 'input.vacancyId' });
    expect(again.error!['message']).toContain(id);
  });

  describe('fillVacancy() refuses, and changes nothing for,', () => {
    test.each<[string, (vacancyId: string, personId: string) => [string, string, string], string, string]>([
      ['an unknown vacancy', (_, person) => ['none', person, '2021-02-01'], 'NOT_FOUND', 'input.vacancyId'],
      ['an unknown person', (vacancy) => [vacancy, 'nobody', '2021-02-01'], 'NOT_FOUND', 'input.personId'],
      ['a day to come', (vacancy, person) => [vacancy, person, '2021-03-02'], 'BAD_USER_INPUT', 'input.startedOn'],
      [
        'a day before it opened',
        (vacancy, person) => [vacancy, person, '2020-12-31'],
        'BAD_USER_INPUT',
        'input.startedOn',
      ],
      [
        'a person who holds another post for good',
        (vacancy) => [vacancy, 'P0000001', '2021-02-01'],
        'CONFLICT',
        'input.personId',
      ],
    ])('%s', async (_, input, code, field) => {
      const { former, vacancyId } = await opened();
      const before = await rows();
      const { data, error } = await fill(...input(vacancyId, former.personId));
      expect(data).toEqual({ fillVacancy: null });
      expect(error).toMatchObject({ code, field });
      if (code === 'CONFLICT') expect(error!['message']).toContain('ZF01-00001-A1');
      expect(await rows()).toEqual(before);
    });
  });

  test('fillVacancy() lets a person who holds another post for good step in as an interim', async () => {
    const { vacancyId } = await opened();
    const { data, error } = await fill(vacancyId, 'P0000001', '2021-02-01', 'INTERIM');
    expect(error).toBeUndefined();
    expect(data!['fillVacancy']).toMatchObject({ appointment: { kind: 'INTERIM', person: { id: 'P0000001' } } });
  });

  test('of many who open the same vacancy at once, one succeeds', async () => {
    const { postId } = left.pop()!;
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => open(postId, '2021-01-01')));
    expect(outcomes.filter(({ error }) => error === undefined)).toHaveLength(1);
    expect(outcomes.filter(({ error }) => error?.['code'] === 'CONFLICT')).toHaveLength(4);
  });

  test('of many who fill the same vacancy at once, one succeeds', async () => {
    const { vacancyId } = await opened();
    const candidates = left.splice(-4);
    const outcomes = await Promise.all(candidates.map(({ personId }) => fill(vacancyId, personId, '2021-02-01')));
    expect(outcomes.filter(({ error }) => error === undefined)).toHaveLength(1);
    expect(outcomes.filter(({ error }) => error?.['code'] === 'CONFLICT')).toHaveLength(3);
  });

  test('a person appointed to several posts at once gets one', async () => {
    const vacancies = [await opened(), await opened(), await opened()];
    const { personId } = left.pop()!;
    const outcomes = await Promise.all(vacancies.map(({ vacancyId }) => fill(vacancyId, personId, '2021-02-01')));
    expect(outcomes.filter(({ error }) => error === undefined)).toHaveLength(1);
    expect(outcomes.filter(({ error }) => error?.['code'] === 'CONFLICT')).toHaveLength(2);
  });

  test('two processes that fill and open at once leave one holder and no open vacancy', async () => {
    const { vacancyId } = await opened();
    const other = await startSubgraph(people, { url, now });
    try {
      const [mine, theirs] = left.splice(-2);
      const input = (personId: string) =>
        `input: { vacancyId: "${vacancyId}", personId: "${personId}", startedOn: "2021-02-01" }`;
      const [one, two] = await Promise.all([
        started.ask(`mutation { fillVacancy(${input(mine!.personId)}) { appointment { id } } }`),
        other.ask(`mutation { fillVacancy(${input(theirs!.personId)}) { appointment { id } } }`),
      ]);
      const errors = [...(one.errors ?? []), ...(two.errors ?? [])];
      expect(errors.map(({ extensions }) => extensions?.['code'])).toEqual(['CONFLICT']);
    } finally {
      await other.stop();
    }
  });

  test('later mutations of one operation show what earlier ones changed', async () => {
    const { postId, personId } = left.pop()!;
    const { data: first } = await started.ask(
      `mutation { openVacancy(input: { postId: "${postId}", openedOn: "2021-01-01" }) { vacancy { id post { vacancies { filledOn } } } } }`,
    );
    const vacancy = (first!['openVacancy'] as { vacancy: { id: string } }).vacancy;
    expect(vacancy).toMatchObject({ post: { vacancies: [{ filledOn: null }] } });
    const { data } = await started.ask(
      `mutation {
        again: openVacancy(input: { postId: "${left.pop()!.postId}", openedOn: "2021-01-01" }) { vacancy { post { holder { id } } } }
        filled: fillVacancy(input: { vacancyId: "${vacancy.id}", personId: "${personId}", startedOn: "2021-02-01" }) {
          vacancy { post { vacancies { filledOn } holder { person { id } } } }
        }
      }`,
    );
    expect(data).toMatchObject({
      again: { vacancy: { post: { holder: null } } },
      filled: { vacancy: { post: { vacancies: [{ filledOn: '2021-02-01' }], holder: { person: { id: personId } } } } },
    });
  });

  test('a change is noted in the holdings', async () => {
    const before = await started.ask('{ peopleHoldings { lastRefresh } }');
    await opened();
    const after = await started.ask('{ peopleHoldings { lastRefresh } }');
    expect(JSON.stringify(after.data) > JSON.stringify(before.data)).toBe(true);
  });
});
