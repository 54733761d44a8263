import { expect, test } from '@jest/globals';
import type { GraphDescription } from '../../gateway/studio-api/contract/graph-description.js';
import { search, searchable } from './search.js';

const NONE = { requires: [], provides: [], overrides: [], tags: [], protection: [] };
const TYPE = { keys: [], interfaces: [], possibleTypes: [], tags: [], protection: [], enumValues: [], fields: [] };
const graph = {
  types: [
    {
      ...{
        ...TYPE,
        name: 'Organisation',
        kind: 'OBJECT',
        description: 'A trust or a practice.',
        subgraphs: ['a', 'b'],
      },
      fields: [
        {
          ...NONE,
          name: 'name',
          type: 'String',
          description: 'Its name.',
          deprecated: null,
          subgraphs: ['a'],
          arguments: [],
        },
        {
          ...{ ...NONE, name: 'oldCode', type: 'ID', description: null, deprecated: 'Use code', subgraphs: ['b'] },
          arguments: [
            { name: 'scheme', type: 'ID', description: 'Of which scheme.', deprecated: null, defaultValue: null },
          ],
        },
      ],
    },
    {
      ...{ ...TYPE, name: 'Rating', kind: 'ENUM', description: null, subgraphs: ['a'] },
      enumValues: [{ name: 'GOOD', description: 'Well done.', deprecated: null, subgraphs: ['a'], tags: [] }],
    },
  ],
} as unknown as GraphDescription;
const all = searchable(graph);

test.each([
  ['organisation', 'Organisation'],
  ['NAME', 'Organisation.name'],
  ['org name', 'Organisation.name'],
  ['scheme', 'Organisation.oldCode(scheme:)'],
  ['good', 'Rating.GOOD'],
  ['practice', 'Organisation'],
  ['deprecated', 'Organisation.oldCode'],
  ['use code', 'Organisation.oldCode'],
  ['well done', 'Rating.GOOD'],
])('search() finds for %j first %s', (text, first) => expect(search(all, text)[0]?.coordinate).toBe(first));

test.each(['', '  ', 'nothing of this', 'name nothing'])('search() finds nothing for %j', (text) =>
  expect(search(all, text)).toEqual([]),
);

test('searchable() has every type, field, argument and value once', () =>
  expect(all.map(({ coordinate }) => coordinate)).toEqual([
    'Organisation',
    'Organisation.name',
    'Organisation.oldCode',
    'Organisation.oldCode(scheme:)',
    'Rating',
    'Rating.GOOD',
  ]));
