import type { EntityManager } from 'typeorm';
import { bulkInsert } from '../../../kit/database/bulk-insert.js';
import type { Database } from '../../../kit/database/database.js';
import { noteRefresh } from '../../kit/refresh.js';
import type { SeedOptions } from '../../kit/subgraph-definition.js';
import { CohortTally } from '../entities/cohort-tally.js';
import { Cohort } from '../entities/cohort.js';
import { CultureAdoption } from '../entities/culture-adoption.js';
import { Enrolment } from '../entities/enrolment.js';
import { Outcome } from '../entities/outcome.js';
import { SkillNeed } from '../entities/skill-need.js';
import { TrainingOffer } from '../entities/training-offer.js';
import { aspiringCohorts } from './aspiring-cohorts.js';
import type { CohortRecord } from './cohort-record.js';
import { cultureAdoptionRows } from './culture-rows.js';
import { leadershipCohorts } from './leadership-cohorts.js';
import { seedFacts } from './seed-facts.js';
import { seedPractices } from './seed-practices.js';
import { trainingRows } from './training-rows.js';

const COHORTS_PER_CHUNK = 100;

/** Fills an empty database: what was published on framework and programmes, and the generated country's part in them. */
export function seedProgrammes(database: Database, options: SeedOptions): Promise<void> {
  return database.write(async (manager) => {
    const { country } = options;
    await seedFacts(manager);
    await bulkInsert(manager, CultureAdoption, cultureAdoptionRows(country));
    const { offers, needs } = trainingRows(country);
    await bulkInsert(manager, TrainingOffer, offers);
    await bulkInsert(manager, SkillNeed, needs);
    await insertCohorts(manager, aspiringCohorts(country));
    await seedCohorts(manager, options);
    await seedPractices(manager, options);
    await noteRefresh(manager, 'seed', `${country.practices} practices, ${country.people} people`);
  });
}

async function seedCohorts(manager: EntityManager, { country, signal }: SeedOptions): Promise<void> {
  let chunk: CohortRecord[] = [];
  for (const record of leadershipCohorts(country)) {
    if (chunk.push(record) < COHORTS_PER_CHUNK) continue;
    await insertCohorts(manager, chunk);
    chunk = [];
    signal.throwIfAborted();
    await new Promise(setImmediate);
  }
  await insertCohorts(manager, chunk);
}

async function insertCohorts(manager: EntityManager, records: readonly CohortRecord[]): Promise<void> {
  const cohorts = records.map(({ cohort }) => cohort);
  await bulkInsert(manager, Cohort, cohorts);
  await bulkInsert(
    manager,
    Enrolment,
    records.flatMap(({ enrolments }) => enrolments),
  );
  await bulkInsert(
    manager,
    Outcome,
    records.flatMap(({ outcomes }) => outcomes),
  );
  await bulkInsert(
    manager,
    CohortTally,
    records.flatMap(({ tallies }) => tallies),
  );
}
