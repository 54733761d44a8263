import { In, type EntityManager } from 'typeorm';
import { bulkInsert, bulkReplace } from '../../../kit/database/bulk-insert.js';
import type { RowOutcome } from '../../kit/import/import-tally.js';
import { areSameRows, groupBy, isSameRow, readByKeys } from '../../kit/import/stored-rows.js';
import { OrganisationStatement } from '../entities/organisation-statement.js';
import { OrganisationVersion } from '../entities/organisation-version.js';
import { Organisation } from '../entities/organisation.js';
import { historyOf, type History } from './history.js';

/**
 * Stores what a file says about organisations, each at most once, and what follows from it. Gives what became of each.
 * The statements of SQL do not depend on how many there are.
 */
export async function storeStatements(
  manager: EntityManager,
  statements: readonly OrganisationStatement[],
): Promise<readonly RowOutcome[]> {
  const codes = statements.map(({ odsCode }) => odsCode);
  const known = groupBy(
    await readByKeys(manager, { entity: OrganisationStatement, column: 'odsCode' }, codes),
    'odsCode',
  );
  const isNews = (said: OrganisationStatement) => isNewsTo(known.get(said.odsCode) ?? [], said);
  const news = statements.filter(isNews);
  if (news.length === 0) return statements.map(() => 'unchanged');
  await bulkReplace(manager, OrganisationStatement, news);
  const histories = news.map((said) => {
    const others = (known.get(said.odsCode) ?? []).filter(({ sourceKey }) => sourceKey !== said.sourceKey);
    return historyOf([...others, said]);
  });
  const outcomes = await storeHistories(manager, histories);
  return codes.map((code) => outcomes.get(code) ?? 'unchanged');
}

/** Several files can share a source key and mention the same organisation as different things: then the first one counts. */
function isNewsTo(known: readonly OrganisationStatement[], said: OrganisationStatement): boolean {
  const former = known.find(({ sourceKey }) => sourceKey === said.sourceKey);
  if (!former) return true;
  return !isSameRow(said, former) && (said.isListed || said.kind === former.kind);
}

async function storeHistories(manager: EntityManager, histories: readonly History[]): Promise<Map<string, RowOutcome>> {
  const codes = histories.map(({ organisation }) => organisation.odsCode);
  const stored = await readByKeys(manager, { entity: Organisation, column: 'odsCode' }, codes);
  const former = new Map(stored.map((organisation) => [organisation.odsCode, organisation]));
  const changed = histories.filter(({ organisation }) => {
    const before = former.get(organisation.odsCode);
    return !before || !isSameRow(organisation, before);
  });
  await bulkReplace(
    manager,
    Organisation,
    changed.map(({ organisation }) => organisation),
  );
  await storeVersions(manager, histories);
  return new Map(codes.map((code) => [code, former.get(code)?.synthetic === false ? 'updated' : 'inserted']));
}

async function storeVersions(manager: EntityManager, histories: readonly History[]): Promise<void> {
  const codes = histories.map(({ organisation }) => organisation.odsCode);
  const stored = await readByKeys(manager, { entity: OrganisationVersion, column: 'odsCode' }, codes);
  const former = groupBy(stored, 'odsCode');
  for (const versions of former.values()) versions.sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
  const changed = histories.filter(({ organisation, versions }) => {
    return !areSameRows(versions, former.get(organisation.odsCode) ?? []);
  });
  const outdated = changed.map(({ organisation }) => organisation.odsCode).filter((code) => former.has(code));
  if (outdated.length > 0) await manager.delete(OrganisationVersion, { odsCode: In(outdated) });
  await bulkInsert(
    manager,
    OrganisationVersion,
    changed.flatMap(({ versions }) => versions),
  );
}
