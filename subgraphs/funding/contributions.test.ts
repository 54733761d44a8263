import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eachDatabase } from '../../test/support/databases.js';
import { startSubgraph, type StartedSubgraph } from '../../test/support/start-subgraph.js';
import { createCountry } from '../kit/country/country.js';
import { funding } from './funding.js';

const PLEDGE = `mutation ($input: PledgeContributionInput!) { pledgeContribution(input: $input) { contribution {
  id contributor kind amount { amount currency } status pledgedOn paidOn certainty amountCertainty synthetic
  fund { code totals { contributors total { amount } paid { amount } } } organisation { odsCode } source { title }
} } }`;
const PAY = `mutation ($input: PayContributionInput!) { payContribution(input: $input) { contribution {
  id status pledgedOn paidOn fund { totals { paid { amount } } }
} } }`;

const now = () => new Date('2017-01-15T12:00:00Z');

const PLEDGED = {
  fundCode: 'LOCAL_VISION',
  odsCode: 'RXA',
  contributor: 'A trust',
  kind: 'CASH',
  amount: '1234.50',
  pledgedOn: '2016-12-01',
};

eachDatabase((openUrl, kind) => {
  let url: string;
  let running: StartedSubgraph;
  const ask = (query: string, variables?: Record<string, unknown>) => running.ask(query, variables);
  const pledge = (change: object) => ask(PLEDGE, { input: { ...PLEDGED, ...change } });
  const pay = (contributionId: string, paidOn: string) => ask(PAY, { input: { contributionId, paidOn } });
  const contributions = async () => (await ask('{ fundingHoldings { types { name rows } } }')).data.fundingHoldings;

  beforeAll(async () => {
    url = await openUrl();
    running = await startSubgraph(funding, { url, country: createCountry({ practices: 10 }), now });
  });
  afterAll(() => running.stop());

  test('pledgeContribution() adds a pledge, which counts in the totals of its fund', async () => {
    const { data, errors } = await pledge({ contributor: '  A trust ' });
    expect(errors).toBeUndefined();
    expect(data.pledgeContribution.contribution).toEqual({
      id: 'LOCAL_VISION-RXA-CASH-2016-12-01',
      contributor: 'A trust',
      kind: 'CASH',
      amount: { amount: '1234.50', currency: 'GBP' },
      status: 'PLEDGED',
      pledgedOn: '2016-12-01',
      paidOn: null,
      certainty: 'UNCERTAIN',
      amountCertainty: 'UNCERTAIN',
      synthetic: false,
      fund: {
        code: 'LOCAL_VISION',
        totals: { contributors: 14, total: { amount: '1521234.50' }, paid: { amount: '1520000.00' } },
      },
      organisation: { odsCode: 'RXA' },
      source: { title: 'Pledge recorded in this graph' },
    });
  });

  test('pledgeContribution() repeated is a conflict and changes nothing', async () => {
    const before = await contributions();
    const { data, errors } = await pledge({ amount: '99' });
    expect(data).toEqual({ pledgeContribution: null });
    expect(errors).toMatchObject([
      { message: expect.stringMatching(/^RXA has already pledged CASH/), extensions: { code: 'CONFLICT' } },
    ]);
    expect(await contributions()).toEqual(before);
  });

  test('pledgeContribution() raced by ten makes one pledge', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => pledge({ odsCode: 'RACE' })));
    const codes = answers.map(({ errors }) => errors?.[0]?.extensions?.['code'] ?? 'pledged').sort();
    expect(codes).toEqual([...Array<string>(9).fill('CONFLICT'), 'pledged']);
  });

  test.each([
    [{ amount: '0' }, 'BAD_USER_INPUT', 'input.amount', /more than zero, and is 0/],
    [{ amount: '-5.00' }, 'BAD_USER_INPUT', 'input.amount', /more than zero, and is -5.00/],
    [{ amount: '1.005' }, 'BAD_USER_INPUT', 'input.amount', /two after it, and is 1.005/],
    [{ amount: '100000000000' }, 'BAD_USER_INPUT', 'input.amount', /11 digits before/],
    [{ amount: '12345678901234' }, 'BAD_USER_INPUT', 'input.amount', /12345678901234/],
    [{ amount: 'ten' }, 'BAD_USER_INPUT', undefined, /Decimal/],
    [{ pledgedOn: '2017-01-16' }, 'BAD_USER_INPUT', 'input.pledgedOn', /not be after 2017-01-15, and is 2017-01-16/],
    [{ pledgedOn: '2016-02-30' }, 'BAD_USER_INPUT', undefined, /Date/],
    [{ odsCode: 'rxa' }, 'BAD_USER_INPUT', undefined, /OdsCode/],
    [{ kind: 'GOLD' }, 'BAD_USER_INPUT', undefined, /GOLD/],
    [{ contributor: '   ' }, 'BAD_USER_INPUT', 'input.contributor', /1 to 200 characters on one line, and has 0/],
    [{ contributor: 'x'.repeat(201) }, 'BAD_USER_INPUT', 'input.contributor', /has 201/],
    [{ contributor: 'A\nB' }, 'BAD_USER_INPUT', 'input.contributor', /one line/],
    [{ fundCode: 'NONE' }, 'NOT_FOUND', 'input.fundCode', /No fund has the code NONE/],
  ])('pledgeContribution() refuses %j', async (change, code, field, message) => {
    const before = await contributions();
    const { errors } = await pledge({ odsCode: 'REFUSED', ...change });
    expect(errors).toHaveLength(1);
    expect(errors![0]!.message).toMatch(message);
    expect(errors![0]!.extensions?.['code']).toBe(code);
    expect(errors![0]!.extensions?.['field']).toBe(field);
    expect(await contributions()).toEqual(before);
  });

  test('payContribution() pays a pledge once, on or after the day of the pledge', async () => {
    const id = 'LOCAL_VISION-RXA-CASH-2016-12-01';
    const early = await pay(id, '2016-11-30');
    expect(early.errors).toMatchObject([
      {
        message: 'paidOn must not be before the pledge of 2016-12-01, and is 2016-11-30',
        extensions: { code: 'BAD_USER_INPUT', field: 'input.paidOn' },
      },
    ]);
    const late = await pay(id, '2017-01-16');
    expect(late.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.paidOn' });
    const paid = await pay(id, '2017-01-15');
    expect(paid.data.payContribution.contribution).toEqual({
      id,
      status: 'PAID',
      pledgedOn: '2016-12-01',
      paidOn: '2017-01-15',
      fund: { totals: { paid: { amount: '1521234.50' } } },
    });
    const again = await pay(id, '2017-01-15');
    expect(again.errors).toMatchObject([
      {
        message: `Contribution ${id} has been paid on 2017-01-15; only a pledged one can be paid`,
        extensions: { code: 'CONFLICT' },
      },
    ]);
  });

  test('payContribution() raced by ten pays once', async () => {
    await pledge({ odsCode: 'PAYRACE' });
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => pay('LOCAL_VISION-PAYRACE-CASH-2016-12-01', '2017-01-02')),
    );
    const codes = answers.map(({ errors }) => errors?.[0]?.extensions?.['code'] ?? 'paid').sort();
    expect(codes).toEqual([...Array<string>(9).fill('CONFLICT'), 'paid']);
  });

  if (kind === 'mysql') {
    test('pledges and payments raced by two servers on one database happen once', async () => {
      const other = await startSubgraph(funding, { url, now });
      const race = async (query: string, input: object) => {
        const askers = [running, other, running, other];
        const answers = await Promise.all(askers.map((asker) => asker.ask(query, { input })));
        return answers.map(({ errors }) => errors?.[0]?.extensions?.['code'] ?? 'done').sort();
      };
      try {
        for (let round = 0; round < 5; round++) {
          const input = { ...PLEDGED, odsCode: `SERVERS${round}` };
          expect(await race(PLEDGE, input)).toEqual(['CONFLICT', 'CONFLICT', 'CONFLICT', 'done']);
          const contributionId = `LOCAL_VISION-SERVERS${round}-CASH-2016-12-01`;
          const paid = await race(PAY, { contributionId, paidOn: '2017-01-02' });
          expect(paid).toEqual(['CONFLICT', 'CONFLICT', 'CONFLICT', 'done']);
        }
      } finally {
        await other.stop();
      }
    });
  }

  test('payContribution() refuses an identifier that is not known', async () => {
    const { errors } = await pay('none', '2017-01-02');
    expect(errors).toMatchObject([
      { message: 'No contribution has the identifier none', extensions: { code: 'NOT_FOUND' } },
    ]);
  });

  test('a pledge and its payment in one operation', async () => {
    const { data, errors } = await ask(
      `mutation ($pledge: PledgeContributionInput!, $pay: PayContributionInput!) {
        pledgeContribution(input: $pledge) { contribution { status fund { totals { paid { amount } } } } }
        payContribution(input: $pay) { contribution { status fund { totals { paid { amount } } } } }
      }`,
      {
        pledge: { ...PLEDGED, fundCode: 'ASPIRING_CHIEF_EXECUTIVES', odsCode: 'BOTH', kind: 'IN_KIND', amount: '7' },
        pay: { contributionId: 'ASPIRING_CHIEF_EXECUTIVES-BOTH-IN_KIND-2016-12-01', paidOn: '2017-01-02' },
      },
    );
    expect(errors).toBeUndefined();
    expect(data.pledgeContribution.contribution).toEqual({
      status: 'PLEDGED',
      fund: { totals: { paid: { amount: '0.00' } } },
    });
    expect(data.payContribution.contribution).toEqual({
      status: 'PAID',
      fund: { totals: { paid: { amount: '7.00' } } },
    });
  });
});
