import type { Database } from '../../../kit/database/database.js';
import { bulkInsert } from '../../../kit/database/bulk-insert.js';
import { noteRefresh } from '../../kit/refresh.js';
import type { SeedOptions } from '../../kit/subgraph-definition.js';
import { Contribution } from '../entities/contribution.js';
import { Fund } from '../entities/fund.js';
import { FundStatement } from '../entities/fund-statement.js';
import { Grant } from '../entities/grant.js';
import { GENERATED_FUNDS, generatedContributions } from './generated-funds.js';
import { generatedGrant, grantCountOf } from './generated-grants.js';
import { KNOWN_CONTRIBUTIONS, KNOWN_FUNDS, KNOWN_STATEMENTS } from './known-funds.js';

const GRANTS_PER_CHUNK = 2_000;

/** Fills an empty database: the funds that public texts speak of, and generated funds and grants. One transaction. */
export async function seed(database: Database, { country, progress, signal }: SeedOptions): Promise<void> {
  const total = grantCountOf(country);
  await database.write(async (manager) => {
    await bulkInsert(manager, Fund, [...KNOWN_FUNDS, ...GENERATED_FUNDS]);
    await bulkInsert(manager, FundStatement, KNOWN_STATEMENTS);
    await bulkInsert(manager, Contribution, [...KNOWN_CONTRIBUTIONS, ...generatedContributions(country)]);
    for (let start = 0; start < total; start += GRANTS_PER_CHUNK) {
      signal.throwIfAborted();
      const length = Math.min(GRANTS_PER_CHUNK, total - start);
      const grants = Array.from({ length }, (_, place) => generatedGrant(country, start + place));
      await bulkInsert(manager, Grant, grants);
      progress.report(start + length, total);
    }
    await noteRefresh(manager, 'seed', `${total} grants`);
  });
}
