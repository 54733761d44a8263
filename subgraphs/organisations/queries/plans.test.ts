import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sqliteDatabases } from '../../../test/support/databases.js';
import { plansOf } from '../../../test/support/plans-of.js';
import { startSubgraph, type StartedSubgraph } from '../../../test/support/start-subgraph.js';
import { createCountry } from '../../kit/country/country.js';
import { organisations } from '../organisations.js';

const openUrl = sqliteDatabases();
let started: StartedSubgraph;
beforeAll(async () => {
  started = await startSubgraph(organisations, { url: await openUrl(), country: createCountry({ practices: 400 }) });
});
afterAll(() => started.stop());

describe.each(['ASC', 'DESC'])('organisations, %s:', (direction) => {
  const operator = direction === 'ASC' ? '>' : '<';

  test.each([
    ['ODS_CODE', '', `organisation_1 (odsCode${operator}?)`],
    ['NAME', '', `ix_organisation_name ((nameSearch,odsCode)${operator}(?,?))`],
    ['OPENED_ON', '', `ix_organisation_opened ((openedOnKey,odsCode)${operator}(?,?))`],
    ['ODS_CODE', 'kind: TRUST', `ix_organisation_kind (kind=? AND odsCode${operator}?)`],
    [
      'NAME',
      'kind: TRUST, status: ACTIVE',
      `ix_organisation_kind_name (kind=? AND (nameSearch,odsCode)${operator}(?,?))`,
    ],
    ['OPENED_ON', 'kind: GP_PRACTICE, status: ACTIVE, synthetic: true', 'ix_organisation_kind_opened (kind=? AND '],
    ['ODS_CODE', 'kind: GP_PRACTICE, status: DORMANT', `ix_organisation_status (status=? AND odsCode${operator}?)`],
    ['NAME', 'kind: GP_PRACTICE, status: CLOSED, region: "Y54"', 'ix_organisation_status_name (status=? AND '],
    ['OPENED_ON', 'status: CLOSED', 'ix_organisation_status_opened (status=? AND '],
    ['ODS_CODE', 'kind: GP_PRACTICE, region: "Y54"', `ix_organisation_region (regionCode=? AND odsCode${operator}?)`],
    ['NAME', 'kind: GP_PRACTICE, region: "Y54"', 'ix_organisation_region_name (regionCode=? AND '],
    ['OPENED_ON', 'status: ACTIVE, region: "Y54"', 'ix_organisation_region_opened (regionCode=? AND '],
    ['ODS_CODE', 'kind: OTHER, synthetic: false', `ix_organisation_kind (kind=? AND odsCode${operator}?)`],
    ['ODS_CODE', 'status: ACTIVE, synthetic: false', `ix_organisation_synthetic (synthetic=? AND odsCode${operator}?)`],
    ['ODS_CODE', 'footprint: "ZF01"', `organisation_1 (odsCode${operator}?)`],
    ['NAME', 'nameStartsWith: "ab"', 'ix_organisation_name ('],
    ['NAME', 'kind: GP_PRACTICE, nameStartsWith: "ab"', 'ix_organisation_kind_name (kind=? AND '],
  ])('by %s where { %s } walks one index, a later page from its cursor', async (by, filter, index) => {
    const list = `organisations(PAGE filter: { ${filter} }, sort: { by: ${by}, direction: ${direction} })`;
    const [first, later] = await plansOf(started, `{ ${list} { nodes { odsCode } pageInfo { endCursor } } }`);
    expect(first).not.toMatch(/TEMP B-TREE|SCAN r($|;)/);
    expect(later).toContain(index);
    expect(later).not.toContain('TEMP B-TREE');
  });
});

test.each(['NAME', 'OPENED_ON'])(
  'the few real organisations are found by their index, and then put in order by %s',
  async (by) => {
    const list = `organisations(PAGE filter: { status: ACTIVE, synthetic: false }, sort: { by: ${by} })`;
    const [first] = await plansOf(started, `{ ${list} { nodes { odsCode } pageInfo { endCursor } } }`);
    expect(first).toContain('ix_organisation_synthetic (synthetic=?)');
  },
);
