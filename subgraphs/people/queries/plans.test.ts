import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sqliteDatabases } from '../../../test/support/databases.js';
import { plansOf } from '../../../test/support/plans-of.js';
import { startSubgraph, type StartedSubgraph } from '../../../test/support/start-subgraph.js';
import { createCountry } from '../../kit/country/country.js';
import { people } from '../people.js';

const openUrl = sqliteDatabases();
let started: StartedSubgraph;
beforeAll(async () => {
  const country = createCountry({ practices: 50, people: 4_000 });
  started = await startSubgraph(people, { url: await openUrl(), country });
});
afterAll(() => started.stop());

const OPEN = 'openOn: "2017-12-31", openForMoreThanDays: 30';
const BY_NAME = 'sort: { by: FAMILY_NAME, direction: DESC }';

test.each([
  ['people(PAGE)', 'person_1 (id>?)'],
  [`people(PAGE ${BY_NAME})`, 'ix_person_family ((familySearch,id)<(?,?))'],
  [
    'people(PAGE filter: { familyNameStartsWith: "sm" })',
    'ix_person_family ((familySearch,id)>(?,?) AND familySearch<?)',
  ],
  [
    `people(PAGE filter: { familyNameStartsWith: "sm" } ${BY_NAME})`,
    'ix_person_family (familySearch>? AND (familySearch,id)<(?,?))',
  ],
  ['people(PAGE filter: { talentPoolRole: CHIEF_EXECUTIVE })', 'ix_talent_role (role=? AND personId>?)'],
  ['people(PAGE filter: { talentPoolRegion: "Y55" })', 'ix_talent_region (region=? AND personId>?)'],
  [
    'people(PAGE filter: { talentPoolRole: CHIEF_EXECUTIVE, talentPoolRegion: "Y55" })',
    'ix_talent_pool (pool=? AND personId>?)',
  ],
  [
    `people(PAGE ${BY_NAME} filter: { talentPoolRole: CHIEF_EXECUTIVE, familyNameStartsWith: "ma" })`,
    'ix_talent_role_family (role=? AND familySearch>? AND (familySearch,personId)<(?,?))',
  ],
  [
    `people(PAGE ${BY_NAME} filter: { talentPoolRegion: "Y55" })`,
    'ix_talent_region_family (region=? AND (familySearch,personId)<(?,?))',
  ],
  [
    `people(PAGE ${BY_NAME} filter: { talentPoolRole: CHIEF_EXECUTIVE, talentPoolRegion: "Y55" })`,
    'ix_talent_pool_family (pool=? AND (familySearch,personId)<(?,?))',
  ],
  ['vacancies(PAGE)', 'ix_vacancy_opened ((openedOn,id)>(?,?))'],
  [`vacancies(PAGE filter: { ${OPEN} })`, 'ix_vacancy_opened ((openedOn,id)>(?,?) AND openedOn<?)'],
  [
    `vacancies(PAGE filter: { senior: true, ${OPEN} })`,
    'ix_vacancy_senior (senior=? AND (openedOn,id)>(?,?) AND openedOn<?)',
  ],
  [
    `vacancies(PAGE filter: { role: CHIEF_EXECUTIVE, senior: true, ${OPEN} })`,
    'ix_vacancy_role (role=? AND (openedOn,id)>(?,?) AND openedOn<?)',
  ],
  [
    'vacancies(PAGE filter: { organisation: "ZT024", role: CHIEF_EXECUTIVE, senior: true })',
    'ix_vacancy_organisation (odsCode=? AND (openedOn,id)>(?,?))',
  ],
])('%s walks one index, a later page from its cursor', async (list, index) => {
  const [first, later] = await plansOf(started, `{ ${list} { nodes { id } pageInfo { endCursor } } }`);
  expect(first).not.toMatch(/TEMP B-TREE|SCAN r$/);
  expect(later).toContain(index);
  expect(later).not.toContain('TEMP B-TREE');
});
