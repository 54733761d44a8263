import { describe, expect, test } from '@jest/globals';
import { suppress, type GroupCounts } from './suppression.js';

type Triple = readonly [number, number, number];
type Groups = readonly GroupCounts<number>[];

describe('suppress() shows participants and appointments', () => {
  const check = (participants: Triple, appointed: Triple, shown: string) =>
    test(`${participants.join(' ')} | ${appointed.join(' ')} as ${shown}`, () => {
      expect(displayOf(groupsOf(participants, appointed))).toBe(shown);
    });

  check([0, 0, 0], [0, 0, 0], '0 0 0 | 0 0 0');
  check([8, 12, 0], [0, 0, 0], '10 10 0 | 0 0 0');
  check([500, 123, 38], [0, 0, 0], '500 125 40 | 0 0 0');
  check([20, 7, 9], [0, 0, 0], '* * * | 0 0 0');
  check([1, 0, 0], [0, 0, 0], '* * * | 0 0 0');
  check([28, 0, 0], [0, 0, 0], '* * * | 0 0 0');
  check([200, 100, 50], [12, 8, 0], '200 100 50 | 10 10 0');
  check([200, 100, 50], [9, 3, 0], '200 100 50 | * * *');
  check([200, 100, 50], [20, 0, 0], '200 100 50 | * * *');
  check([19, 9, 0], [12, 2, 0], '20 10 0 | * * *');
  check([19, 9, 0], [13, 2, 0], '* * * | * * *');
  check([12, 9, 7], [12, 8, 0], '* * * | * * *');
});

/**
 * A reader may know the rule, the exact totals and everything that is shown. Of all tables with these totals that are shown
 * in the same way any may then be the true one, and no small count is the same in all of them.
 */
describe('suppress() keeps small counts from a reader who knows the rule', () => {
  const check = (title: string, totals: readonly (readonly [participants: number, appointed: number])[]) =>
    test(title, () => {
      for (const [participants, appointed] of totals) {
        expect(exposed(tablesOf(participants, appointed).map((table) => [table]))).toEqual([]);
      }
    });

  check(
    'where nobody was appointed',
    range(1, 45).map((participants) => [participants, 0]),
  );
  check(
    'with any number of appointments in small cohorts',
    range(1, 14).flatMap((participants) => range(1, participants).map((some) => [participants, some] as const)),
  );
  check(
    'with few or many appointments in larger cohorts',
    range(20, 25).flatMap((participants) => [1, 5, 9, participants - 3].map((some) => [participants, some] as const)),
  );
});

/** The same where the reader sees two cohorts and the programme that they make up. */
describe('suppress() keeps small counts of two cohorts shown beside their programme', () => {
  const check = (first: readonly [number, number], second: readonly [number, number]) =>
    test(`of ${first[0]} and ${second[0]}, of whom ${first[1]} and ${second[1]} were appointed`, () => {
      const pairs = tablesOf(...first).flatMap((one) =>
        tablesOf(...second).map((other) => [one, other, joined(one, other)]),
      );
      expect(exposed(pairs)).toEqual([]);
    });

  check([14, 0], [14, 0]);
  check([14, 1], [14, 0]);
  check([14, 3], [14, 1]);
  check([5, 0], [20, 0]);
  check([8, 1], [9, 2]);
});

/** What of `cases`, each of one or more tables, a reader can tell; every case has the same totals. */
function exposed(cases: readonly (readonly Groups[])[]): string[] {
  const displays = new Map<string, { readonly first: readonly number[]; readonly varies: boolean[] }>();
  for (const tables of cases) {
    const display = tables.map(displayOf).join(' + ');
    const counts = tables.flatMap((groups) => groups.flatMap((group) => [group.participants, group.appointed]));
    const seen = displays.get(display);
    if (!seen) displays.set(display, { first: counts, varies: counts.map(() => false) });
    else counts.forEach((count, place) => (seen.varies[place] ||= count !== seen.first[place]));
  }
  return [...displays]
    .filter(([, { first, varies }]) => first.some((count, place) => !varies[place] && count >= 1 && count <= 7))
    .map(([display]) => display);
}

/** For example `20 10 0 | * * *`. */
function displayOf(groups: Groups): string {
  const key = groups.map(({ participants, appointed }) => `${participants} ${appointed}`).join();
  const known = shown.get(key);
  if (known !== undefined) return known;
  const result = suppress(groups);
  const display = [result.map((group) => group.participants), result.map((group) => group.appointed)]
    .map(textOf)
    .join(' | ');
  shown.set(key, display);
  return display;
}

const shown = new Map<string, string>();

function textOf(counts: readonly (number | null)[]): string {
  return counts.map((count) => count ?? '*').join(' ');
}

function tablesOf(participants: number, appointed: number): Groups[] {
  return triplesOf(participants).flatMap((all) =>
    triplesOf(appointed)
      .filter((some) => some.every((count, place) => count <= all[place]!))
      .map((some) => groupsOf(all, some)),
  );
}

function triplesOf(total: number): Triple[] {
  return range(0, total).flatMap((first) =>
    range(0, total - first).map((second) => [first, second, total - first - second] as const),
  );
}

function groupsOf(participants: Triple, appointed: Triple): Groups {
  return participants.map((count, place) => ({ participants: count, appointed: appointed[place]! }));
}

function joined(one: Groups, other: Groups): Groups {
  return one.map((group, place) => ({
    participants: group.participants + other[place]!.participants,
    appointed: group.appointed + other[place]!.appointed,
  }));
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, offset) => from + offset);
}
