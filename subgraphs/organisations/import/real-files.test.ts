/** The published files themselves, where they are at hand. */
import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import { existsSync } from 'node:fs';
import { eachDatabase } from '../../../test/support/databases.js';
import { importFile } from '../../../test/support/import-file.js';
import { dumpOrganisations, organisationsFormat } from '../../../test/support/organisations-database.js';
import { sharedData, testWithSharedData } from '../../../test/support/shared-data.js';
import { startSubgraph, type StartedSubgraph } from '../../../test/support/start-subgraph.js';
import { organisations } from '../organisations.js';

interface PublishedFile {
  readonly file: string;
  readonly format: string;
  readonly rows: number;
  readonly asOf?: string;
}

/** Practices stand before the commissioners of footprints; members come only after the footprints. */
const FILES: readonly PublishedFile[] = [
  { file: 'ods/eauth_2017.csv', format: 'ods-authorities', rows: 31 },
  { file: 'ods/eccg_2016-02.csv', format: 'ods-ccgs', rows: 249 },
  { file: 'ods/etr_2025.csv', format: 'ods-trusts', rows: 273 },
  { file: 'ods/epraccur_2015-11-27.csv', format: 'ods-practices', rows: 12_922 },
  { file: 'stp/stp44.csv', format: 'footprints', rows: 44 },
  { file: 'stp/stp16_ccg.csv', format: 'footprint-ccgs', rows: 210 },
  { file: 'stp/stp_partner_trusts.csv', format: 'footprint-members', rows: 304, asOf: '2019-04-01' },
  { file: 'stp/stp_partner_local_authorities.csv', format: 'footprint-members', rows: 222, asOf: '2019-04-01' },
  { file: 'stp/stp_partner_other.csv', format: 'footprint-members', rows: 63, asOf: '2019-04-01' },
  { file: 'stp/stp_partner_ccgs_2019.csv', format: 'footprint-members', rows: 203, asOf: '2019-04-01' },
  { file: 'stp/HF_Trust-STP-lookup_2017-18.csv', format: 'footprint-trusts', rows: 137 },
  { file: 'cqc/cqc_inspections_community_2014-2025.csv', format: 'cqc-inspections', rows: 29_459 },
  { file: 'workforce/hchs_fte_by_org_staff_group_2017-09_2018-06.csv', format: 'workforce-fte', rows: 7_272 },
];

const NAMES = FILES.map(({ file }) => file);
const isHere = NAMES.every((file) => existsSync(sharedData(file)));

async function importPublished(subgraph: StartedSubgraph, { file, format, asOf }: PublishedFile) {
  const path = sharedData(file);
  const options = { path, ...(asOf === undefined ? {} : { asOf }) };
  return importFile(subgraph.subgraph.database(), organisationsFormat(format), options);
}

eachDatabase((openUrl) => {
  describe('the published files', () => {
    let subgraph: StartedSubgraph;

    beforeAll(async () => {
      if (isHere) subgraph = await startSubgraph(organisations, { url: await openUrl() });
    });
    afterAll(() => subgraph?.stop());

    const check = (title: string, work: () => Promise<void>) => testWithSharedData(title, NAMES, work);

    check('are imported without a rejected row', async () => {
      for (const published of FILES) {
        const { outcome, counts, rejections } = await importPublished(subgraph, published);
        expect([published.file, outcome, counts.read, rejections]).toEqual([
          published.file,
          'imported',
          published.rows,
          [],
        ]);
      }
    });

    check('give 7,756 practices active on 2015-11-27', async () => {
      const { data } = await subgraph.ask(
        '{ organisations(filter: { kind: GP_PRACTICE, status: ACTIVE, asOf: "2015-11-27" }) { totalCount } }',
      );
      expect(data).toEqual({ organisations: { totalCount: 7_756 } });
    });

    check('give 236 trusts open on 2016-12-01', async () => {
      const { data } = await subgraph.ask(
        '{ organisations(filter: { kind: TRUST, status: ACTIVE, asOf: "2016-12-01" }) { totalCount } }',
      );
      expect(data).toEqual({ organisations: { totalCount: 236 } });
    });

    check('give every one of these practices at least one of the 44 footprints', async () => {
      const footprintCounts: number[] = [];
      let after: string | null = null;
      do {
        const answer = await subgraph.ask(PRACTICES_WITH_FOOTPRINTS, { after });
        const page = answer.data?.['organisations'] as PracticePage;
        footprintCounts.push(...page.nodes.map(({ footprints }) => footprints.length));
        after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
      } while (after !== null);
      expect([footprintCounts.length, Math.min(...footprintCounts)]).toEqual([7_756, 1]);
    });

    check('give 44 footprints in December 2016, with 209 commissioning groups, one of them in two', async () => {
      const { data } = await subgraph.ask(
        `{ footprints(filter: { asOf: "2016-12-01" }, first: 50) { totalCount nodes { memberCounts(asOf: "2016-12-01") { kind count } } } }`,
      );
      const { totalCount, nodes } = data?.['footprints'] as FootprintPage;
      const groups = nodes.flatMap(({ memberCounts }) => memberCounts).filter(({ kind }) => kind === 'CCG');
      expect([totalCount, groups.reduce((sum, { count }) => sum + count, 0)]).toEqual([44, 210]);
    });

    check('change no row when they are imported again', async () => {
      const before = await dumpOrganisations(subgraph.subgraph.database());
      for (const published of FILES) {
        const { outcome, counts } = await importPublished(subgraph, published);
        expect([published.file, outcome, counts.inserted, counts.updated]).toEqual([published.file, 'imported', 0, 0]);
      }
      expect(await dumpOrganisations(subgraph.subgraph.database())).toEqual(before);
    });
  });
});

interface PracticePage {
  readonly nodes: readonly { readonly footprints: readonly unknown[] }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}

interface FootprintPage {
  readonly totalCount: number;
  readonly nodes: readonly { readonly memberCounts: readonly { readonly kind: string; readonly count: number }[] }[];
}

const PRACTICES_WITH_FOOTPRINTS = `query ($after: String) {
  organisations(filter: { kind: GP_PRACTICE, status: ACTIVE, asOf: "2015-11-27" }, first: 500, after: $after) {
    nodes { footprints(asOf: "2016-12-01") { odsCode } }
    pageInfo { hasNextPage endCursor }
  }
}`;
