import type { ImportJob, RowWriter } from '../../kit/import/import-format.js';
import type { OrganisationStatement } from '../entities/organisation-statement.js';
import { storeStatements } from './store-statements.js';

/** What a row of a file that lists organisations says about one of them. */
export type Said = Omit<OrganisationStatement, 'sourceKey' | 'asOf' | 'isListed'>;

/** Writes the organisations that a file lists; `refresh` brings what follows from them up to date if anything changed. */
export function organisationWriter(job: ImportJob, refresh: (job: ImportJob) => Promise<void>): RowWriter<Said> {
  const { manager, sourceKey, asOf, tally } = job;
  return {
    async write(rows) {
      const statements = rows.map(({ row }) => ({ ...row, sourceKey, asOf, isListed: true }));
      for (const outcome of await storeStatements(manager, statements)) tally.count(outcome);
    },
    async finish() {
      if (tally.hasChanged()) await refresh(job);
    },
  };
}
