import { describe, expect, test } from '@jest/globals';
import { checkTable as check, tableOf } from '../../test/support/check-table.js';
import type { AnswerError } from './gap-places.js';

const missing = (subgraph: string) => ({ kind: 'missing', subgraph, code: 'DOWN' });
const failed = (path: readonly (string | number)[], serviceName = 'people'): AnswerError => ({
  message: 'failed',
  path,
  extensions: { serviceName, code: 'DOWN' },
});

describe('tableRows() of suppressed values', () => {
  check('tells them from null', '{ figures { group count { value suppressed } rate } }', {
    data: {
      figures: [
        { group: 'a', count: { value: null, suppressed: 'SMALL_NUMBER' }, rate: null },
        { group: 'b', count: { value: 10, suppressed: null }, rate: 0.5 },
      ],
    },
    expected: [
      ['group', 'count.value', 'count.suppressed', 'rate'],
      ['a', { kind: 'suppressed', reason: 'SMALL_NUMBER' }, 'SMALL_NUMBER', null],
      ['b', 10, null, 0.5],
    ],
  });
  check('knows them by aliases', '{ figures { count { n: value why: suppressed } } }', {
    data: { figures: [{ count: { n: null, why: 'SMALL_NUMBER' } }] },
    expected: [
      ['count.n', 'count.why'],
      [{ kind: 'suppressed', reason: 'SMALL_NUMBER' }, 'SMALL_NUMBER'],
    ],
  });
});

describe('tableRows() of figures that the gateway withholds', () => {
  const suppressed = (...paths: (string | number)[][]) => ({
    suppressed: paths.map((path) => ({ path, reason: 'SMALL_NUMBER' })),
  });
  const star = { kind: 'suppressed', reason: 'SMALL_NUMBER' };
  const figures = [
    { group: 'a', rate: null },
    { group: 'b', rate: null },
  ];

  check('marks a null that is told as withheld, and no other', '{ figures { group rate } }', {
    data: { figures },
    extensions: suppressed(['figures', 1, 'rate']),
    expected: [
      ['group', 'rate'],
      ['a', null],
      ['b', star],
    ],
  });
  check('knows them by aliases', '{ f: figures { g: group r: rate } }', {
    data: { f: [{ g: 'a', r: null }] },
    extensions: suppressed(['f', 0, 'r']),
    expected: [
      ['g', 'r'],
      ['a', star],
    ],
  });
  check('shows them in lists that are one cell', '{ regions { code trusts { nodes { beds } } } }', {
    table: 'regions',
    data: { regions: [{ code: 'A', trusts: { nodes: [{ beds: null }, { beds: 10 }] } }] },
    extensions: suppressed(['regions', 0, 'trusts', 'nodes', 0, 'beds']),
    expected: [
      ['code', 'trusts.beds'],
      ['A', '*; 10'],
    ],
  });
  check('takes no notice of extensions that are none', '{ figures { rate } }', {
    data: { figures: [{ rate: null }] },
    extensions: { suppressed: [null, 3, { path: 'x', reason: 1 }, { path: [{}], reason: 'y' }] },
    expected: [['rate'], [null]],
  });
});

describe('tableRows() of values that a subgraph could not give', () => {
  check('marks a null with an error at its place', '{ trusts { nodes { code lead { name age } } } }', {
    data: {
      trusts: {
        nodes: [
          { code: 'A', lead: null },
          { code: 'B', lead: null },
        ],
      },
    },
    errors: [failed(['trusts', 'nodes', 1, 'lead'])],
    expected: [
      ['code', 'lead.name', 'lead.age'],
      ['A', null, null],
      ['B', missing('people'), missing('people')],
    ],
  });
  check('marks a null that bubbled up from an error below', '{ trusts { nodes { lead { name } } } }', {
    data: { trusts: { nodes: [{ lead: null }] } },
    errors: [failed(['trusts', 'nodes', 0, 'lead', 'name'])],
    expected: [['lead.name'], [missing('people')]],
  });
  check('marks lists inside, joined and counted', '{ trusts { nodes { code posts { title } } } }', {
    data: { trusts: { nodes: [{ code: 'A', posts: null }] } },
    errors: [failed(['trusts', 'nodes', 0, 'posts'])],
    expected: [
      ['code', 'posts.title'],
      ['A', missing('people')],
    ],
  });
  check('gives one row of marks for a list that is missing itself', '{ region { code trusts { nodes { name } } } }', {
    data: { region: { code: 'A', trusts: null } },
    errors: [failed(['region', 'trusts'])],
    expected: [
      ['region.code', 'name'],
      ['A', missing('people')],
    ],
  });
  check('gives one row of marks when all data is null', '{ regions { code } }', {
    data: null,
    errors: [failed(['regions'])],
    expected: [['code'], [missing('people')]],
  });
  check('takes a value that is there for what it is', '{ regions { name } }', {
    data: { regions: [{ name: 'One' }] },
    errors: [failed(['regions', 0, 'name'])],
    expected: [['name'], ['One']],
  });
});

describe('tableRows() of answers with very many errors', () => {
  test('marks every null of a place when so many errors were told that more are untold', () => {
    const regions = Array.from({ length: 150 }, () => ({ lead: null }));
    const errors = regions.slice(0, 100).map((_region, index) => failed(['regions', index, 'lead']));
    const [, ...rows] = tableOf('{ regions { lead { name } } }', { data: { regions }, errors });
    expect(rows).toEqual(regions.map(() => [missing('people')]));
  });
  test('leaves what no error speaks of null when fewer were told', () => {
    const regions = Array.from({ length: 150 }, () => ({ lead: null }));
    const errors = regions.slice(0, 99).map((_region, index) => failed(['regions', index, 'lead']));
    const [, ...rows] = tableOf('{ regions { lead { name } } }', { data: { regions }, errors });
    expect(rows[99]).toEqual([null]);
  });
});
