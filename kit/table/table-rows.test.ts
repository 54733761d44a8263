import { describe } from '@jest/globals';
import { checkTable as check } from '../../test/support/check-table.js';

describe('tableRows()', () => {
  check('takes the elements of a list', '{ regions { code name } }', {
    data: {
      regions: [
        { code: 'A', name: 'One' },
        { code: 'B', name: null },
      ],
    },
    expected: [
      ['code', 'name'],
      ['A', 'One'],
      ['B', null],
    ],
  });
  check('keeps columns when there are no rows', '{ regions { name lead { name } } }', {
    data: { regions: [] },
    expected: [['name', 'lead.name']],
  });
  check('keeps the order of the selection, not that of the answer', '{ regions { name code } }', {
    data: { regions: [{ code: 'A', name: 'One' }] },
    expected: [
      ['name', 'code'],
      ['One', 'A'],
    ],
  });
});

describe('tableRows() of lists and what is around them', () => {
  check('makes one row of an answer without lists', '{ region { code lead { name age } } }', {
    data: { region: { code: 'A', lead: { name: 'Ann', age: 50 } } },
    expected: [
      ['region.code', 'region.lead.name', 'region.lead.age'],
      ['A', 'Ann', 50],
    ],
  });
  check('unwraps nodes, without count and page', '{ trusts { totalCount nodes { code } pageInfo { endCursor } } }', {
    data: { trusts: { totalCount: 1, nodes: [{ code: 'A' }], pageInfo: { endCursor: 'x' } } },
    expected: [['code'], ['A']],
  });
  check('unwraps edges, with what an edge itself says', '{ trusts { edges { cursor since node { code } } } }', {
    data: { trusts: { edges: [{ cursor: 'x', since: '2016', node: { code: 'A' } }, null] } },
    expected: [
      ['since', 'code'],
      ['2016', 'A'],
      [null, null],
    ],
  });
  check(
    'repeats what is around a list, in the order of the selection',
    '{ region { code trusts { nodes { name } } name } }',
    {
      data: { region: { code: 'A', name: 'One', trusts: { nodes: [{ name: 'x' }, { name: 'y' }] } } },
      expected: [
        ['region.code', 'name', 'region.name'],
        ['A', 'x', 'One'],
        ['A', 'y', 'One'],
      ],
    },
  );
  check('leaves out what is around a list when told so', '{ region { code trusts { nodes { name } } } }', {
    data: { region: { code: 'A', trusts: { nodes: [{ name: 'x' }] } } },
    parents: false,
    expected: [['name'], ['x']],
  });
  check(
    'numbers a second column of one name',
    '{ trusts: region { code: name trusts { nodes { trusts: region { code } } } } }',
    {
      data: { trusts: { code: 'A', trusts: { nodes: [{ trusts: { code: 'B' } }] } } },
      expected: [
        ['trusts.code', 'trusts.code (2)'],
        ['A', 'B'],
      ],
    },
  );
  check('takes a list inside a list as the table', '{ regions { code trusts { nodes { name } } } }', {
    data: {
      regions: [
        { code: 'A', trusts: { nodes: [{ name: 'x' }, { name: 'y' }] } },
        { code: 'B', trusts: { nodes: [] } },
      ],
    },
    table: 'regions.trusts',
    expected: [
      ['regions.code', 'name'],
      ['A', 'x'],
      ['A', 'y'],
    ],
  });
});

describe('tableRows() of particular selections', () => {
  check('writes objects of a custom scalar as JSON', '{ trusts { nodes { extra } } }', {
    data: { trusts: { nodes: [{ extra: { a: [1] } }, { extra: 5 }] } },
    expected: [['extra'], ['{"a":[1]}'], [5]],
  });
  check(
    'gives each field of an abstract type a column',
    '{ sites { __typename ... on Clinic { name rooms } ... on Ward { name beds } } }',
    {
      data: {
        sites: [
          { __typename: 'Clinic', name: 'x', rooms: 3 },
          { __typename: 'Ward', name: 'y', beds: 9 },
        ],
      },
      expected: [
        ['__typename', 'name', 'rooms', 'beds'],
        ['Clinic', 'x', 3, null],
        ['Ward', 'y', null, 9],
      ],
    },
  );
  check(
    'spreads named fragments and merges one key',
    '{ regions { ...a lead { age } } } fragment a on Region { lead { name } code }',
    {
      data: { regions: [{ lead: { name: 'Ann', age: 5 }, code: 'A' }] },
      expected: [
        ['lead.name', 'lead.age', 'code'],
        ['Ann', 5, 'A'],
      ],
    },
  );
  check(
    'leaves out what @skip and @include leave out',
    'query ($x: Boolean!) { regions { code name @include(if: $x) } }',
    {
      data: { regions: [{ code: 'A' }] },
      variables: { x: false },
      expected: [['code'], ['A']],
    },
  );
  check('takes inherited names as ordinary ones', '{ __proto__: regions { constructor: code toString: name } }', {
    data: JSON.parse('{"__proto__":[{"constructor":"A"}]}'),
    expected: [
      ['constructor', 'toString'],
      ['A', null],
    ],
  });
  check('gives no rows for a list that is null', '{ trusts { nodes { code } } }', {
    data: { trusts: null },
    expected: [['code']],
  });
});

describe('tableRows() with lists inside', () => {
  const query = '{ trusts { nodes { code posts { title holders { name } } } } }';
  const posts = [
    { title: 'Chair', holders: [{ name: 'Ann' }, { name: 'Bob' }] },
    { title: 'Nurse', holders: [] },
  ];
  const data = {
    trusts: {
      nodes: [
        { code: 'A', posts },
        { code: 'B', posts: null },
      ],
    },
  };

  check('joins them', query, {
    data,
    expected: [
      ['code', 'posts.title', 'posts.holders.name'],
      ['A', 'Chair; Nurse', 'Ann; Bob'],
      ['B', null, null],
    ],
  });
  check('counts them', query, {
    data,
    lists: { 'trusts.posts': 'count' },
    expected: [
      ['code', 'posts'],
      ['A', 2],
      ['B', null],
    ],
  });
  check('explodes them, keeping elements without', query, {
    data,
    lists: { 'trusts.posts': 'explode' },
    expected: [
      ['code', 'posts.title', 'posts.holders.name'],
      ['A', 'Chair', 'Ann; Bob'],
      ['A', 'Nurse', null],
      ['B', null, null],
    ],
  });
  check('explodes lists in exploded lists', query, {
    data,
    lists: { 'trusts.posts': 'explode', 'trusts.posts.holders': 'explode' },
    expected: [
      ['code', 'posts.title', 'posts.holders.name'],
      ['A', 'Chair', 'Ann'],
      ['A', 'Chair', 'Bob'],
      ['A', 'Nurse', null],
      ['B', null, null],
    ],
  });
});

describe('tableRows() with several lists inside', () => {
  check('pairs the elements of two exploded lists', '{ regions { tags trusts { nodes { code } } } }', {
    data: { regions: [{ tags: ['x', 'y'], trusts: { nodes: [{ code: 'A' }, { code: 'B' }] } }] },
    lists: { 'regions.tags': 'explode', 'regions.trusts': 'explode' },
    expected: [
      ['tags', 'trusts.code'],
      ['x', 'A'],
      ['x', 'B'],
      ['y', 'A'],
      ['y', 'B'],
    ],
  });
  check('joins values of lists in lists', '{ regions { tags grid } }', {
    data: {
      regions: [
        {
          tags: ['x', 'y'],
          grid: [
            [1, 2],
            [null, 3],
          ],
        },
      ],
    },
    expected: [
      ['tags', 'grid'],
      ['x; y', '1; 2; ; 3'],
    ],
  });
});
