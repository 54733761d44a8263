import { conflictOnDuplicate } from '../../kit/conflict-on-duplicate.js';
import { refuse } from '../../kit/errors.js';
import { penceOf } from '../../kit/money.js';
import { change } from '../../kit/refresh.js';
import type { SubgraphContext } from '../../kit/subgraph-definition.js';
import { Contribution, contributionId, type ContributionKind } from '../entities/contribution.js';
import { Fund } from '../entities/fund.js';
import type { FundingLoaders } from '../loaders.js';

interface PledgeContributionInput {
  readonly fundCode: string;
  readonly odsCode: string;
  readonly contributor: string;
  readonly kind: ContributionKind;
  readonly amount: string;
  readonly pledgedOn: string;
}

interface Args {
  readonly input: PledgeContributionInput;
}

const NAME_LENGTH_MAX = 200;

/** Records a pledge. The same body pledging to the same fund, in the same kind, on the same day again is a conflict. */
export async function pledgeContribution(
  _: unknown,
  { input }: Args,
  { database, today }: SubgraphContext<FundingLoaders>,
): Promise<{ contribution: Contribution }> {
  const pledge = pledgeOf(input, today);
  const repeated = `${pledge.odsCode} has already pledged ${pledge.kind} to ${pledge.fundCode} on ${input.pledgedOn}. Pay that contribution, or pledge on another day`;
  await change(database, 'pledgeContribution', async (manager) => {
    if (!(await manager.existsBy(Fund, { code: pledge.fundCode }))) {
      throw refuse('NOT_FOUND', `No fund has the code ${pledge.fundCode}`, 'input.fundCode');
    }
    await conflictOnDuplicate(repeated, () => manager.insert(Contribution, pledge));
  });
  return { contribution: pledge };
}

function pledgeOf(input: PledgeContributionInput, today: string): Contribution {
  const { fundCode, odsCode, kind, pledgedOn } = input;
  if (pledgedOn > today) {
    throw refuse('BAD_USER_INPUT', `pledgedOn must not be after ${today}, and is ${pledgedOn}`, 'input.pledgedOn');
  }
  return {
    id: contributionId({ fundCode, odsCode, kind, pledgedOn }),
    fundCode,
    contributor: nameOf(input.contributor),
    odsCode,
    kind,
    amountPence: amountOf(input.amount),
    status: 'PLEDGED',
    pledgedOn,
    paidOn: null,
    certainty: 'UNCERTAIN',
    amountCertainty: 'UNCERTAIN',
    synthetic: false,
    sourceKey: 'pledge',
  };
}

function nameOf(contributor: string): string {
  const name = contributor.trim();
  if (name.length >= 1 && name.length <= NAME_LENGTH_MAX && !/\p{Cc}/u.test(name)) return name;
  const detail = `contributor must be a name of 1 to ${NAME_LENGTH_MAX} characters on one line, and has ${name.length}`;
  throw refuse('BAD_USER_INPUT', detail, 'input.contributor');
}

function amountOf(amount: string): number {
  const pence = penceOf(amount, 'input.amount');
  if (pence > 0) return pence;
  throw refuse('BAD_USER_INPUT', `amount must be more than zero, and is ${amount}`, 'input.amount');
}
