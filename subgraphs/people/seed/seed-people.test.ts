import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { addDays } from '../../../kit/dates.js';
import { openDatabase, type Database } from '../../../kit/database/database.js';
import { silentProgress } from '../../../kit/progress.js';
import { eachDatabase, sqliteDatabases, type OpenUrl } from '../../../test/support/databases.js';
import { createCountry, type Country } from '../../kit/country/country.js';
import { trustRatings } from '../../kit/country/trust-ratings.js';
import { readPostCounts } from '../queries/read-post-counts.js';
import { people } from '../people.js';
import { summarise, type VacancySummary } from '../vacancy-summary.js';
import { directorRecords } from './director-records.js';

const SURVEY_DAY = '2017-12-31';
const ALWAYS = `'9999-12-31'`;

interface Seeded {
  readonly database: Database;
  readonly count: (from: string) => Promise<number>;
  /** Of these organisations, else of all. */
  readonly summary: (day: string, codes?: readonly string[]) => Promise<VacancySummary>;
}

async function seed(openUrl: OpenUrl, country: Country, signal = new AbortController().signal): Promise<Seeded> {
  const { name, entities, migrations } = people;
  const database = await openDatabase({ name, entities, migrations, url: await openUrl() });
  await database.migrate();
  const count = async (from: string) => {
    const [row] = await database.read.query<{ n: number | string }[]>(`SELECT COUNT(*) AS n FROM ${from}`);
    return Number(row!.n);
  };
  const summary = async (day: string, codes?: readonly string[]) =>
    summarise(day, [...(await readPostCounts(database, day, codes)).values()]);
  await people.seed(database, { country, progress: silentProgress, signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
  return { database, count, summary };
}

/** What holds in every country, as conditions under which no row may be found. */
const IMPOSSIBLE: Readonly<Record<string, string>> = {
  'an appointment ends before it starts': 'appointment WHERE endedOn < startedOn',
  'two people hold a post at a time': `appointment a JOIN appointment b ON a.postId = b.postId AND a.id < b.id
    WHERE a.startedOn <= COALESCE(b.endedOn, ${ALWAYS}) AND b.startedOn <= COALESCE(a.endedOn, ${ALWAYS})`,
  'a person holds two substantive posts at a time': `appointment a JOIN appointment b
    ON a.personId = b.personId AND a.id < b.id AND a.kind = 'SUBSTANTIVE' AND b.kind = 'SUBSTANTIVE'
    WHERE a.startedOn <= COALESCE(b.endedOn, ${ALWAYS}) AND b.startedOn <= COALESCE(a.endedOn, ${ALWAYS})`,
  'a post is held while it is vacant': `vacancy v JOIN appointment a ON a.postId = v.postId
    WHERE a.startedOn < COALESCE(v.filledOn, ${ALWAYS}) AND COALESCE(a.endedOn, ${ALWAYS}) >= v.openedOn`,
  'a vacancy is filled by an appointment to another post or of another day': `vacancy v
    LEFT JOIN appointment a ON a.id = v.filledById AND a.postId = v.postId AND a.startedOn = v.filledOn
    WHERE v.filledOn IS NOT NULL AND a.id IS NULL`,
  'a post is vacant outside the time it exists': `vacancy v JOIN post p ON p.id = v.postId
    WHERE v.openedOn < p.establishedOn OR COALESCE(v.filledOn, ${ALWAYS}) > p.abolishedOn`,
  'a post is held outside the time it exists': `appointment a JOIN post p ON p.id = a.postId
    WHERE a.startedOn < p.establishedOn OR COALESCE(a.endedOn, ${ALWAYS}) >= p.abolishedOn`,
  'an appointment is of nobody': 'appointment a LEFT JOIN person p ON p.id = a.personId WHERE p.id IS NULL',
  'a mentor is nobody or themselves': `mentorship m LEFT JOIN person p ON p.id = m.mentorId
    WHERE p.id IS NULL OR m.mentorId = m.menteeId`,
  'a person in the talent pool holds a post of the role they prepare for': `talent_pool_entry t
    JOIN appointment a ON a.personId = t.personId AND a.endedOn IS NULL JOIN post p ON p.id = a.postId WHERE p.role = t.role`,
};

eachDatabase((openUrl) => {
  describe('the usual country', () => {
    let seeded: Seeded;
    beforeAll(async () => {
      seeded = await seed(openUrl, createCountry());
    });
    afterAll(() => seeded.database.close());

    holdsAnywhere(() => seeded, createCountry());

    test('has 20,000 people, and everything about them is marked as generated', async () => {
      expect(await seeded.count('person')).toBe(20_000);
      for (const table of ['person', 'post', 'appointment', 'vacancy', 'talent_pool_entry', 'mentorship']) {
        expect(await seeded.count(`${table} WHERE synthetic = 0`)).toBe(0);
      }
    });

    test('comes within half a point of the published survey in late 2017', async () => {
      const { vacancyRate, organisationsWithVacancyRate, synthetic } = await seeded.summary(SURVEY_DAY);
      expect(Math.abs(Number(vacancyRate) - 8)).toBeLessThanOrEqual(0.5);
      expect(Math.abs(Number(organisationsWithVacancyRate) - 37)).toBeLessThanOrEqual(0.5);
      expect(synthetic).toBe(true);
    });

    test.each([
      ['OUTSTANDING', 3],
      ['INADEQUATE', 14],
    ] as const)('comes within half a point of it for trusts rated %s', async (level, published) => {
      const { trusts } = createCountry();
      const rated = trusts.filter((trust, index) => {
        const known = trustRatings(trust, index).filter(({ publishedOn }) => publishedOn <= SURVEY_DAY);
        return known.at(-1)?.level === level;
      });
      const { vacancyRate } = await seeded.summary(
        SURVEY_DAY,
        rated.map(({ odsCode }) => odsCode),
      );
      expect(rated.length).toBeGreaterThan(20);
      expect(Math.abs(Number(vacancyRate) - published)).toBeLessThanOrEqual(0.5);
    });

    test.each(['2014-12-31', '2016-03-31', '2019-06-30', '2020-12-31'])('has a plausible rate on %s', async (day) => {
      const rate = Number((await seeded.summary(day)).vacancyRate);
      expect(rate).toBeGreaterThan(5);
      expect(rate).toBeLessThan(10);
    });

    test('has vacancies of more and of less than 90 days in late 2017', async () => {
      const open = `vacancy WHERE senior = 1 AND openedOn <= '${SURVEY_DAY}' AND COALESCE(filledOn, ${ALWAYS}) > '${SURVEY_DAY}'`;
      const long = `${open} AND openedOn < '${addDays(SURVEY_DAY, -90)}'`;
      expect(await seeded.count(long)).toBeGreaterThan(20);
      expect(await seeded.count(open)).toBeGreaterThan((await seeded.count(long)) + 20);
    });

    test('has interims, and posts that nobody holds and no vacancy was opened for', async () => {
      expect(await seeded.count(`appointment WHERE kind = 'INTERIM'`)).toBeGreaterThan(100);
      const abandoned = `post p LEFT JOIN appointment a ON a.runningPostId = p.id
        LEFT JOIN vacancy v ON v.openPostId = p.id WHERE a.id IS NULL AND v.id IS NULL AND p.abolishedOn IS NULL`;
      expect(await seeded.count(abandoned)).toBeGreaterThan(100);
    });
  });

  test('seedPeople() leaves nothing behind when it is stopped', async () => {
    const { database, count } = await seed(openUrl, createCountry({ practices: 10, people: 0 }), AbortSignal.abort());
    expect(await Promise.all(['person', 'post', 'vacancy', 'refresh'].map(count))).toEqual([0, 0, 0, 0]);
    await database.close();
  });
});

describe.each([
  ['a country with few people', { practices: 20, people: 3_000 }],
  ['the smallest country', { practices: 1, people: 0 }],
])('%s', (_, options) => {
  const openUrl = sqliteDatabases();
  let seeded: Seeded;
  beforeAll(async () => {
    seeded = await seed(openUrl, createCountry(options));
  });
  afterAll(() => seeded.database.close());

  holdsAnywhere(() => seeded, createCountry(options));
});

test('directorRecords() gives the same records for the same country', () => {
  const country = { practices: 100, people: 5_000 };
  expect(directorRecords(createCountry(country))).toEqual(directorRecords(createCountry(country)));
});

/** The tests that every seeded country passes. */
function holdsAnywhere(seeded: () => Seeded, country: Country): void {
  test.each(Object.keys(IMPOSSIBLE))('never: %s', async (name) => {
    expect(await seeded().count(IMPOSSIBLE[name]!)).toBe(0);
  });

  test('every executive director post is held or vacant from the article on', async () => {
    for (const day of ['2016-12-01', SURVEY_DAY, '2021-01-01']) {
      const neither = `post p
        LEFT JOIN appointment a ON a.postId = p.id AND a.startedOn <= '${day}' AND COALESCE(a.endedOn, ${ALWAYS}) >= '${day}'
        LEFT JOIN vacancy v ON v.postId = p.id AND v.openedOn <= '${day}' AND COALESCE(v.filledOn, ${ALWAYS}) > '${day}'
        WHERE p.senior = 1 AND a.id IS NULL AND v.id IS NULL AND p.establishedOn <= '${day}'
          AND COALESCE(p.abolishedOn, ${ALWAYS}) > '${day}'`;
      expect(await seeded().count(neither)).toBe(0);
    }
  });

  test('participants of Aspiring Chief Executives hold their director posts throughout the programme', async () => {
    const ids = country.aspiringChiefExecutives.map(({ person }) => `'${country.person(person).id}'`);
    const held = `appointment a JOIN post p ON p.id = a.postId WHERE a.personId IN (${ids.join(', ')})
      AND p.senior = 1 AND a.startedOn <= '2016-06-01' AND COALESCE(a.endedOn, ${ALWAYS}) >= '2017-06-30'`;
    expect(await seeded().count(held)).toBe(28);
  });

  test('participants who were appointed left their post the day before, as did the former chief executive', async () => {
    const moved = country.aspiringChiefExecutives.filter(({ appointed }) => appointed !== null);
    expect(moved).toHaveLength(9);
    for (const { person, appointed } of moved) {
      const { on, odsCode } = appointed!;
      const { id, odsCode: left } = country.person(person);
      const dayBefore = addDays(on, -1);
      const started = `appointment a JOIN post p ON p.id = a.postId
        WHERE a.personId = '${id}' AND p.odsCode = '${odsCode}' AND p.role = 'CHIEF_EXECUTIVE' AND a.startedOn = '${on}'`;
      const ended = (code: string) => `appointment a JOIN post p ON p.id = a.postId
        WHERE p.odsCode = '${code}' AND p.senior = 1 AND a.endedOn = '${dayBefore}'`;
      expect(await seeded().count(started)).toBe(1);
      expect(await seeded().count(`${ended(left)} AND a.personId = '${id}'`)).toBe(1);
      expect(await seeded().count(`${ended(odsCode)} AND p.role = 'CHIEF_EXECUTIVE'`)).toBe(1);
    }
  });
}
