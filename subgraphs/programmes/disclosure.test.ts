/** What a reader can work out from one answer that shows every programme beside its cohorts. */
import { expect, test } from '@jest/globals';
import { sqliteDatabases } from '../../test/support/databases.js';
import { startSubgraph } from '../../test/support/start-subgraph.js';
import { createCountry } from '../kit/country/country.js';
import { programmes } from './programmes.js';

const FIELDS = 'totals { participants } outcomesByEthnicGroup { participants }';

interface Shown {
  readonly totals: { readonly participants: number };
  readonly outcomesByEthnicGroup: readonly { readonly participants: number | null }[];
}

/** The least and the greatest value that a count can have. */
interface Range {
  low: number;
  high: number;
}

const openUrl = sqliteDatabases();

test('no small count of a cohort follows from its programme, the other cohorts and the totals', async () => {
  const running = await startSubgraph(programmes, { url: await openUrl(), country: createCountry() });
  const { data } = await running.ask(
    `{ programmes { code ${FIELDS} cohorts(first: 500) { nodes { id ${FIELDS} } } } }`,
  );
  await running.stop();
  const list = data.programmes as (Shown & { code: string; cohorts: { nodes: (Shown & { id: string })[] } })[];
  expect(list.flatMap(({ cohorts }) => cohorts.nodes).length).toBeGreaterThan(100);
  const told = list.flatMap((programme) => {
    const cohorts = programme.cohorts.nodes;
    const ranges = deduce(programme, cohorts);
    return cohorts.filter((_, place) => ranges[place]!.some(isTold)).map(({ id }) => id);
  });
  expect(told).toEqual([]);
});

/** Rounding alone leaves a reader five values. */
function isTold({ low, high }: Range): boolean {
  return low >= 1 && high <= 7 && high - low < 5;
}

/** What every count of every cohort can be, once everything shown has been added up again and again. */
function deduce(programme: Shown, cohorts: readonly Shown[]): Range[][] {
  const whole = rangesOf(programme);
  const parts = cohorts.map(rangesOf);
  for (let round = 0; round < 50; round++) {
    narrow(whole, programme.totals.participants);
    parts.forEach((part, place) => narrow(part, cohorts[place]!.totals.participants));
    whole.forEach((sum, group) =>
      narrowParts(
        sum,
        parts.map((part) => part[group]!),
      ),
    );
  }
  return parts;
}

function rangesOf({ totals, outcomesByEthnicGroup }: Shown): Range[] {
  return outcomesByEthnicGroup.map(({ participants: value }) => {
    if (value === null) return { low: 0, high: totals.participants };
    return value === 0 ? { low: 0, high: 0 } : { low: Math.max(8, value - 2), high: value + 2 };
  });
}

function narrow(ranges: readonly Range[], total: number): void {
  narrowParts({ low: total, high: total }, ranges);
}

/** Narrows parts by their sum, and the sum by its parts. */
function narrowParts(sum: Range, parts: readonly Range[]): void {
  const low = parts.reduce((total, part) => total + part.low, 0);
  const high = parts.reduce((total, part) => total + part.high, 0);
  sum.low = Math.max(sum.low, low);
  sum.high = Math.min(sum.high, high);
  for (const part of parts) {
    const others = { low: low - part.low, high: high - part.high };
    part.low = Math.max(part.low, sum.low - others.high);
    part.high = Math.min(part.high, sum.high - others.low);
  }
}
