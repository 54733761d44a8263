import { describe, expect, test } from '@jest/globals';
import { sourcesIn, sourcesOf } from './answer-sources.js';

const title = (name: string) => ({ title: name });
const sources = sourcesIn({
  fund: {
    contributions: { nodes: [{ source: title('A') }, { source: title('B') }, { source: title('A') }] },
    statements: [{ source: { title: 'C', licence: 'OGL-UK-3.0', asOf: '2017-01-01' } }],
  },
});
const titlesOf = (column: string) => sourcesOf(column, sources).map((source) => source.title);

describe('sourcesOf()', () => {
  test('gives each source once, looking through connections', () => {
    expect(titlesOf('fund.contributions.amount')).toEqual(['A', 'B']);
  });

  test('looks outwards from the column', () => {
    expect(titlesOf('fund.contributions.organisation.name')).toEqual(['A', 'B']);
    expect(sourcesOf('fund.statements.text', sources)).toMatchObject([{ licence: 'OGL-UK-3.0', asOf: '2017-01-01' }]);
  });

  test('takes no source of a neighbour', () => {
    expect(titlesOf('fund.name')).toEqual([]);
  });
});
