import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openDatabase, type Database } from '../../../kit/database/database.js';
import { silentProgress, type Progress } from '../../../kit/progress.js';
import { eachDatabase, sqliteDatabases } from '../../../test/support/databases.js';
import { createCountry } from '../../kit/country/country.js';
import { isSeeded } from '../../kit/refresh.js';
import { Contribution } from '../entities/contribution.js';
import { Fund } from '../entities/fund.js';
import { Grant } from '../entities/grant.js';
import { funding } from '../funding.js';
import { generatedGrant, grantCountOf } from './generated-grants.js';

const { name, entities, migrations } = funding;
const country = createCountry({ practices: 3_000 });
const grants = Array.from({ length: grantCountOf(country) }, (_, index) => generatedGrant(country, index));

async function open(url: string): Promise<Database> {
  const database = await openDatabase({ name, entities, migrations, url });
  await database.migrate();
  return database;
}

describe('generatedGrant()', () => {
  test('there are 6,000 for the 7,800 practices of the usual country', () => {
    expect(grantCountOf(createCountry())).toBe(6_000);
  });

  test('gives the same grant each time', () => {
    expect(generatedGrant(country, 1_234)).toEqual(grants[1_234]);
  });

  test('is marked in every way, and lies between 2014 and 2020', () => {
    for (const grant of grants) {
      expect(grant).toMatchObject({ synthetic: true, sourceKey: 'generated', currency: 'GBP' });
      expect(grant.id).toMatch(/^360G-joinery-\d{7}$/);
      expect(grant.description).toContain('Generated');
      expect(grant.awardDate >= '2014-01-01' && grant.awardDate <= '2020-12-31').toBe(true);
      expect(grant.funderId).toMatch(/^GB-(LAE-ZL|CHC-ZX|NHS-ZC)\d{3}$/);
      expect(grant.recipientId).toMatch(/^GB-(CHC-ZX|NHS-Z)/);
      expect(grant.amountMinor).toBeGreaterThan(0);
    }
  });

  test('goes to trusts that merged: to predecessors before, to successors from then on', () => {
    for (const { predecessor, successor, on } of country.mergers) {
      const before = grants.filter(({ recipientOdsCode }) => recipientOdsCode === predecessor);
      const after = grants.filter(({ recipientOdsCode }) => recipientOdsCode === successor);
      expect(before.length).toBeGreaterThan(0);
      expect(after.length).toBeGreaterThan(0);
      expect(before.every(({ awardDate }) => awardDate < on)).toBe(true);
      expect(after.every(({ awardDate }) => awardDate >= on)).toBe(true);
    }
  });

  test('goes to trusts, charities and practices from councils, charities and commissioners', () => {
    const kinds = (ids: readonly string[]) => [...new Set(ids.map((id) => id.slice(0, 9)))].sort();
    expect(kinds(grants.map(({ recipientId }) => recipientId))).toEqual(['GB-CHC-ZX', 'GB-NHS-ZP', 'GB-NHS-ZT']);
    expect(kinds(grants.map(({ funderId }) => funderId))).toEqual(['GB-CHC-ZX', 'GB-LAE-ZL', 'GB-NHS-ZC']);
  });
});

eachDatabase((openUrl) => {
  let database: Database;

  beforeAll(async () => {
    database = await open(await openUrl());
    const signal = new AbortController().signal;
    await funding.seed(database, { country, progress: silentProgress, signal });
  });
  afterAll(() => database.close());

  test('seed() stores what was generated', async () => {
    const stored = await database.read.getRepository(Grant).find({ order: { id: 'ASC' } });
    expect(stored).toEqual(grants);
    expect(await isSeeded(database)).toBe(true);
  });

  test('seed() marks everything that no public text states', async () => {
    const contributions = await database.read.getRepository(Contribution).find();
    const real = contributions.filter(({ synthetic }) => !synthetic).map(({ id }) => id);
    expect(real.sort()).toEqual(['ASPIRING_CHIEF_EXECUTIVES-NHSI', 'TIME_FOR_CARE-NHSE']);
    expect(await database.read.getRepository(Fund).countBy({ synthetic: false })).toBe(3);
  });
});

describe('seed()', () => {
  const openUrl = sqliteDatabases();

  test('leaves nothing behind when it is stopped', async () => {
    const database = await open(await openUrl());
    const stop = new AbortController();
    const progress: Progress = { report: () => stop.abort(), end: () => undefined };
    await expect(funding.seed(database, { country, progress, signal: stop.signal })).rejects.toThrow(/abort/i);
    expect(await database.read.getRepository(Fund).count()).toBe(0);
    expect(await isSeeded(database)).toBe(false);
    await database.close();
  });
});
