import type { EntityManager } from 'typeorm';
import { bulkInsert } from '../../../kit/database/bulk-insert.js';
import type { Database } from '../../../kit/database/database.js';
import { noteRefresh } from '../../kit/refresh.js';
import type { SeedOptions } from '../../kit/subgraph-definition.js';
import { Footprint } from '../entities/footprint.js';
import { KeyQuestionRating } from '../entities/key-question-rating.js';
import { Membership } from '../entities/membership.js';
import { OrganisationVersion } from '../entities/organisation-version.js';
import { Organisation } from '../entities/organisation.js';
import { Rating } from '../entities/rating.js';
import { Region } from '../entities/region.js';
import { Succession } from '../entities/succession.js';
import { WorkforceFigure } from '../entities/workforce-figure.js';
import { footprintRows, regionRows } from './footprint-rows.js';
import { organisationRecords, practiceRecord, type OrganisationRecord } from './organisation-records.js';
import { ratingRows } from './rating-rows.js';
import { workforceRows } from './workforce-rows.js';

const PRACTICES_PER_CHUNK = 5_000;

/** Fills an empty database: the real regions and partners, and the generated country. */
export function seedOrganisations(database: Database, options: SeedOptions): Promise<void> {
  return database.write(async (manager) => {
    const { country } = options;
    await bulkInsert(manager, Region, regionRows());
    await bulkInsert(manager, Footprint, footprintRows(country));
    await insertRecords(manager, organisationRecords(country));
    await insertPractices(manager, options);
    const { ratings, keyQuestions } = ratingRows(country);
    await bulkInsert(manager, Rating, ratings);
    await bulkInsert(manager, KeyQuestionRating, keyQuestions);
    await bulkInsert(manager, WorkforceFigure, workforceRows(country));
    const successions = country.mergers.map(({ predecessor, successor, on }) => ({
      predecessorCode: predecessor,
      successorCode: successor,
      effectiveOn: on,
      sourceKey: 'generated',
    }));
    await bulkInsert(manager, Succession, successions);
    await noteRefresh(manager, 'seed', `${country.practices} practices`);
  });
}

async function insertPractices(manager: EntityManager, { country, progress, signal }: SeedOptions): Promise<void> {
  const total = country.practices + country.formerPractices;
  for (let start = 0; start < total; start += PRACTICES_PER_CHUNK) {
    signal.throwIfAborted();
    const size = Math.min(PRACTICES_PER_CHUNK, total - start);
    await insertRecords(
      manager,
      Array.from({ length: size }, (_, offset) => practiceRecord(country, start + offset)),
    );
    progress.report(start + size, total);
    await new Promise(setImmediate);
  }
}

async function insertRecords(manager: EntityManager, records: readonly OrganisationRecord[]): Promise<void> {
  await bulkInsert(
    manager,
    Organisation,
    records.map(({ organisation }) => organisation),
  );
  await bulkInsert(
    manager,
    OrganisationVersion,
    records.flatMap(({ versions }) => versions),
  );
  await bulkInsert(
    manager,
    Membership,
    records.flatMap(({ memberships }) => memberships),
  );
}
