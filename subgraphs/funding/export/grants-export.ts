import type { Database } from '../../../kit/database/database.js';
import { JoineryError } from '../../../kit/errors.js';
import { readRows } from '../../kit/connection/read-rows.js';
import type { ExportFormat } from '../../kit/import/export-format.js';
import { Grant } from '../entities/grant.js';
import { GENERATED_GRANT_PREFIX } from '../generated-grant-prefix.js';
import { grantRecordOf } from '../three-sixty-giving/grant-record.js';

const PAGE = 1_000;

const PACKAGE = {
  version: '1.4',
  title: 'Grants from the funding subgraph of Joinery',
  description: `Grants whose identifier begins with ${GENERATED_GRANT_PREFIX} were generated; nobody awarded them.`,
};

/**
 * Grants as a JSON package of the 360Giving Data Standard 1.4, by identifier. Throws `NOTHING_TO_EXPORT` where there are
 * none, because a package holds at least one.
 */
export const grantsExport: ExportFormat = {
  name: '360giving',
  summary: 'Grants in the form of the 360Giving Data Standard 1.4; of one funder by its org-id',
  types: ['json'],
  async *write(database, { of, signal }) {
    let before = `${JSON.stringify(PACKAGE).slice(0, -1)},"grants":[\n`;
    for await (const grants of pages(database, of)) {
      signal.throwIfAborted();
      yield before + grants.map((grant) => JSON.stringify(grantRecordOf(grant))).join(',\n');
      before = ',\n';
    }
    yield '\n]}\n';
  },
};

async function* pages(database: Database, funder: string | null): AsyncGenerator<readonly Grant[]> {
  let last: Grant | undefined;
  do {
    const grants = await readPage(database, funder, last?.id ?? '');
    if (last === undefined && grants.length === 0) throw nothing(funder);
    if (grants.length > 0) yield grants;
    last = grants.length === PAGE ? grants.at(-1) : undefined;
  } while (last !== undefined);
}

function readPage(database: Database, funder: string | null, after: string): Promise<Grant[]> {
  const query = database.read.getRepository(Grant).createQueryBuilder('r').where('r.id > :after', { after });
  if (funder !== null) query.andWhere('r.funderId = :funder', { funder });
  return readRows(database, query.orderBy('r.id').limit(PAGE));
}

function nothing(funder: string | null): JoineryError {
  const detail =
    funder === null
      ? 'there are no grants. Import or seed some first'
      : `there are no grants of the funder ${funder}. Give an org-id as grants have it, such as GB-LAE-TRF`;
  return new JoineryError('NOTHING_TO_EXPORT', detail);
}
