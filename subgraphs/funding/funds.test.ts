import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eachDatabase } from '../../test/support/databases.js';
import { startSubgraph, type StartedSubgraph } from '../../test/support/start-subgraph.js';
import { createCountry } from '../kit/country/country.js';
import { funding } from './funding.js';

const NAMED = [
  ['Department of Health', 'DH'],
  ['Leadership Centre', 'LEADCENTRE'],
  ['Local Government Association', 'LGA'],
  ['NHS Leadership Academy', 'NHSLA'],
  ['National Skills Academy for Social Care', 'NSASC'],
  ['Public Health England', 'PHE'],
  ['The Staff College', 'STAFFCOLLEGE'],
];

eachDatabase((openUrl) => {
  let running: StartedSubgraph;
  const ask = (query: string, variables?: Record<string, unknown>) => running.ask(query, variables);

  beforeAll(async () => {
    running = await startSubgraph(funding, { url: await openUrl(), country: createCountry({ practices: 100 }) });
  });
  afterAll(() => running.stop());

  test('the migrated schema is the schema of the entities', async () => {
    const { upQueries } = await running.subgraph.database().read.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  test('Fund LOCAL_VISION is a pool of thirteen, seven of them named, with generated amounts of more than £1.5m', async () => {
    const { data } = await ask(`{ fund(code: "LOCAL_VISION") {
      kind regrantType synthetic programme { code }
      totals { contributors total { amount currency } cash { amount } inKind { amount } paid { amount } withoutAmount synthetic }
      contributions { totalCount nodes {
        contributor organisation { odsCode } amount { amount } certainty amountCertainty synthetic source { title }
      } }
    } }`);
    const { contributions, totals, ...fund } = data.fund;
    expect(fund).toEqual({
      kind: 'POOLED',
      regrantType: 'FRG040',
      synthetic: false,
      programme: { code: 'LOCAL_VISION' },
    });
    expect(totals).toEqual({
      contributors: 13,
      total: { amount: '1520000.00', currency: 'GBP' },
      cash: { amount: '1182000.00' },
      inKind: { amount: '338000.00' },
      paid: { amount: '1520000.00' },
      withoutAmount: 0,
      synthetic: true,
    });
    const nodes = contributions.nodes as Contribution[];
    expect(contributions.totalCount).toBe(13);
    expect(nodes.every((node) => node.synthetic && node.amountCertainty === 'SYNTHETIC' && node.amount)).toBe(true);
    const named = nodes.filter((node) => node.organisation);
    expect(named.map((node) => [node.contributor, node.organisation?.odsCode])).toEqual(NAMED);
    expect(named.every(({ certainty }) => certainty === 'PUBLISHED')).toBe(true);
    const unnamed = nodes.filter((node) => !node.organisation);
    expect(unnamed.map(({ contributor, certainty }) => [contributor, certainty])).toEqual(
      Array(6).fill(['unnamed', 'UNCERTAIN']),
    );
  });

  test('Fund.statements keeps both published sizes of the pool, each with its source', async () => {
    const { data } = await ask(`{ fund(code: "LOCAL_VISION") {
      statements { topic statement value unit certainty source { title } }
    } }`);
    const sizes = (data.fund.statements as Statement[]).filter(({ topic }) => topic === 'Size of the pool');
    expect(sizes.map(({ statement, value, certainty }) => [statement, value, certainty])).toEqual([
      ['Thirteen bodies pooled more than £1.5m', '1500000', 'DISPUTED'],
      ['£1.5m in pooled funding and in-kind support', '1500000', 'DISPUTED'],
    ]);
    expect(new Set(sizes.map(({ source }) => source.title)).size).toBe(2);
    const projects = (data.fund.statements as Statement[]).find(({ topic }) => topic === 'Number of local projects');
    expect(projects).toMatchObject({ value: '45', certainty: 'PUBLISHED' });
  });

  test('Fund TIME_FOR_CARE has the published £30m, Fund ASPIRING_CHIEF_EXECUTIVES no amount', async () => {
    const { data } = await ask(`{
      time: fund(code: "TIME_FOR_CARE") { ...f } chiefs: fund(code: "ASPIRING_CHIEF_EXECUTIVES") { ...f }
    } fragment f on Fund {
      programme { code } totals { total { amount } withoutAmount synthetic }
      contributions { nodes { organisation { odsCode } amount { amount } amountCertainty synthetic } }
    }`);
    expect(data.time).toEqual({
      programme: { code: 'GP_SUPPORT' },
      totals: { total: { amount: '30000000.00' }, withoutAmount: 0, synthetic: false },
      contributions: {
        nodes: [
          {
            organisation: { odsCode: 'NHSE' },
            amount: { amount: '30000000.00' },
            amountCertainty: 'PUBLISHED',
            synthetic: false,
          },
        ],
      },
    });
    expect(data.chiefs.programme).toEqual({ code: 'ACE' });
    expect(data.chiefs.totals).toEqual({ total: { amount: '0.00' }, withoutAmount: 1, synthetic: false });
    expect(data.chiefs.contributions.nodes).toEqual([
      { organisation: { odsCode: 'NHSI' }, amount: null, amountCertainty: 'UNCERTAIN', synthetic: false },
    ]);
  });

  test('Fund.contributions pages by contributor, of one kind', async () => {
    const found: string[] = [];
    let after: string | null = null;
    do {
      const { data } = await ask(
        `query ($after: String) { fund(code: "LOCAL_VISION") { contributions(kind: IN_KIND, first: 2, after: $after) {
          totalCount edges { cursor node { contributor kind } } pageInfo { hasNextPage endCursor }
        } } }`,
        { after },
      );
      const { edges, pageInfo, totalCount } = data.fund.contributions;
      expect(totalCount).toBe(5);
      found.push(...edges.map(({ node }: { node: Contribution }) => `${node.kind} ${node.contributor}`));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
    expect(found).toEqual([
      'IN_KIND Leadership Centre',
      'IN_KIND National Skills Academy for Social Care',
      'IN_KIND The Staff College',
      'IN_KIND unnamed',
      'IN_KIND unnamed',
    ]);
  });

  test('funds come by code, with the grants made from them; unknown codes are null', async () => {
    const { data } =
      await ask(`{ funds { code synthetic grants(first: 3) { totalCount nodes { awardDate fund { code } } } }
      fund(code: "NONE") { code } }`);
    const funds = data.funds as { code: string; synthetic: boolean; grants: { nodes: GrantNode[] } }[];
    expect(funds.map(({ code }) => code)).toEqual([...funds.map(({ code }) => code)].sort());
    for (const { code, synthetic, grants } of funds) {
      expect(synthetic).toBe(code.startsWith('JOINERY_'));
      expect(grants.nodes.length > 0).toBe(synthetic);
      expect(grants.nodes.every(({ fund }) => fund?.code === code)).toBe(true);
      const dates = grants.nodes.map(({ awardDate }) => awardDate);
      expect(dates).toEqual([...dates].sort().reverse());
    }
    expect(data.fund).toBeNull();
  });

  test('references: Programme.funds, Organisation.contributions, Contribution and Fund', async () => {
    const representations = [
      { __typename: 'Programme', code: 'LOCAL_VISION' },
      { __typename: 'Programme', code: 'CULTURE' },
      { __typename: 'Organisation', odsCode: 'PHE' },
      { __typename: 'Contribution', id: 'LOCAL_VISION-UNNAMED-6' },
      { __typename: 'Contribution', id: 'none' },
      { __typename: 'Fund', code: 'none' },
    ];
    const { data } = await ask(
      `query ($representations: [_Any!]!) { _entities(representations: $representations) {
        ... on Programme { code funds { code } }
        ... on Organisation { contributions { fund { code } amount { amount } } }
        ... on Contribution { contributor fund { name } pledgedOn paidOn status }
        ... on Fund { name }
      } }`,
      { representations },
    );
    expect(data._entities).toEqual([
      { code: 'LOCAL_VISION', funds: [{ code: 'LOCAL_VISION' }] },
      { code: 'CULTURE', funds: [] },
      { contributions: [{ fund: { code: 'LOCAL_VISION' }, amount: { amount: '245000.00' } }] },
      {
        contributor: 'unnamed',
        fund: { name: 'System Leadership – Local Vision' },
        pledgedOn: '2013-05-13',
        paidOn: '2014-03-31',
        status: 'PAID',
      },
      null,
      null,
    ]);
  });

  test('fundingHoldings counts rows and names fields, without those of others', async () => {
    const { data } = await ask('{ fundingHoldings { subgraph partner lastRefresh types { name fields rows } } }');
    const types = new Map((data.fundingHoldings.types as HeldType[]).map((type) => [type.name, type]));
    expect(data.fundingHoldings.partner).toBe('NHS Improvement');
    expect(data.fundingHoldings.lastRefresh).toMatch(/Z$/);
    expect(types.get('Fund')?.rows).toBe(9);
    expect(types.get('Contribution')?.rows).toBe(39);
    expect(types.get('Grant')?.rows).toBe(77);
    expect(types.get('Organisation')?.fields).not.toContain('lineage');
    expect(types.get('Organisation')?.fields).toContain('lineageGrantsByYear');
  });
});

interface Contribution {
  readonly contributor: string;
  readonly kind: string;
  readonly organisation: { readonly odsCode: string } | null;
  readonly amount: object | null;
  readonly certainty: string;
  readonly amountCertainty: string;
  readonly synthetic: boolean;
}

interface Statement {
  readonly topic: string;
  readonly statement: string;
  readonly value: string;
  readonly certainty: string;
  readonly source: { readonly title: string };
}

interface GrantNode {
  readonly awardDate: string;
  readonly fund: { readonly code: string } | null;
}

interface HeldType {
  readonly name: string;
  readonly fields: readonly string[];
  readonly rows: number | null;
}
