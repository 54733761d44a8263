import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eachDatabase } from '../../test/support/databases.js';
import { expectAlike } from '../../test/support/expect-alike.js';
import { startSubgraph, type StartedSubgraph } from '../../test/support/start-subgraph.js';
import { createCountry } from '../kit/country/country.js';
import { funding } from './funding.js';

const SMALL = createCountry({ practices: 60 });
const LARGE = createCountry({ practices: 1_500 });

const FUND = 'code programme { code } source { title }';
const GRANT =
  'id amountAwarded { amount } fund { name totals { contributors } } funder { organisation { odsCode } } source { title }';
const GRANTS = `totalCount nodes { ${GRANT} } pageInfo { endCursor }`;

const OPERATIONS = [
  {
    title: 'everything of all funds',
    most: 7,
    query: `{ funds { ${FUND} totals { total { amount } } statements { statement source { title } } grants(first: 20) { ${GRANTS} }
      contributions { totalCount nodes { organisation { odsCode } fund { name } } } } }`,
  },
  { title: 'grants with their funds', most: 4, query: `{ grants(first: 500) { ${GRANTS} } }` },
  {
    title: 'grants in the form of the standard',
    most: 2,
    query: '{ threeSixtyGiving(first: 500) { totalCount nodes { id fundingOrganization { id } } } }',
  },
  {
    title: 'everything of all trusts and their lineages',
    most: 8,
    query: `query ($trusts: [_Any!]!) { _entities(representations: $trusts) { ... on Organisation {
      grantTotal { amount } grantsByYear { year } lineageGrantsByYear { year } contributions { fund { code } }
      grantsReceived(first: 5) { ${GRANTS} } grantsAwarded(first: 5) { ${GRANTS} }
    } } }`,
  },
];

eachDatabase((openUrl, kind) => {
  let small: StartedSubgraph;
  let large: StartedSubgraph;

  beforeAll(async () => {
    small = await startSubgraph(funding, { url: await openUrl(), country: SMALL });
    large = await startSubgraph(funding, { url: await openUrl(), country: LARGE });
  });
  afterAll(async () => {
    await small.stop();
    await large.stop();
  });

  test.each(OPERATIONS)('$title: as many statements in a large country as in a small one', async ({ query, most }) => {
    const few = await count(small, query, 10);
    const many = await count(large, query, 240);
    expectAlike(kind, [few, many], most);
  });

  async function count(running: StartedSubgraph, query: string, trusts: number): Promise<number> {
    const representations = SMALL.trusts.slice(-trusts).map(({ odsCode }) => ({
      __typename: 'Organisation',
      odsCode,
      lineage: [odsCode, 'ZT231', 'ZT232'].map((member) => ({ odsCode: member })),
    }));
    const { errors } = await running.ask(query, query.includes('$trusts') ? { trusts: representations } : {});
    expect(errors).toBeUndefined();
    return running.statements().length;
  }
});
