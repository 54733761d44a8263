import { refuse } from '../../kit/errors.js';
import { change } from '../../kit/refresh.js';
import type { SubgraphContext } from '../../kit/subgraph-definition.js';
import { Contribution } from '../entities/contribution.js';
import type { FundingLoaders } from '../loaders.js';

interface PayContributionInput {
  readonly contributionId: string;
  readonly paidOn: string;
}

interface Args {
  readonly input: PayContributionInput;
}

/** Records that a pledged contribution was paid. Of two that race, one is a conflict. */
export async function payContribution(
  _: unknown,
  { input }: Args,
  { database, today }: SubgraphContext<FundingLoaders>,
): Promise<{ contribution: Contribution }> {
  const { contributionId: id, paidOn } = input;
  const contribution = await change(database, 'payContribution', async (manager) => {
    const pledged = await manager.findOneBy(Contribution, { id });
    if (!pledged) throw refuse('NOT_FOUND', `No contribution has the identifier ${id}`, 'input.contributionId');
    assertPayable(pledged, paidOn, today);
    const { affected } = await manager.update(Contribution, { id, status: 'PLEDGED' }, { status: 'PAID', paidOn });
    if (affected !== 1) throw alreadyPaid(id);
    return { ...pledged, status: 'PAID' as const, paidOn };
  });
  return { contribution };
}

function assertPayable(contribution: Contribution, paidOn: string, today: string): void {
  const { id, status, pledgedOn } = contribution;
  if (status !== 'PLEDGED') throw alreadyPaid(id, contribution.paidOn);
  if (paidOn > today) {
    throw refuse('BAD_USER_INPUT', `paidOn must not be after ${today}, and is ${paidOn}`, 'input.paidOn');
  }
  if (pledgedOn !== null && paidOn < pledgedOn) {
    const detail = `paidOn must not be before the pledge of ${pledgedOn}, and is ${paidOn}`;
    throw refuse('BAD_USER_INPUT', detail, 'input.paidOn');
  }
}

function alreadyPaid(id: string, paidOn: string | null = null) {
  const when = paidOn === null ? '' : ` on ${paidOn}`;
  return refuse(
    'CONFLICT',
    `Contribution ${id} has been paid${when}; only a pledged one can be paid`,
    'input.contributionId',
  );
}
