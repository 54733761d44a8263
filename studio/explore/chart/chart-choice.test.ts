import { describe, expect, test } from '@jest/globals';
import type { Row } from '../../../kit/table/cell.js';
import { kindOf } from '../../../kit/table/cell-kind.js';
import type { GridColumn } from '../table/use-grid.js';
import { fittingChoice, fittingKinds, fittingTogether } from './chart-choice.js';
import { chartData } from './chart-data.js';

const columnsOf = (types: Readonly<Record<string, string>>): GridColumn[] =>
  Object.entries(types).map(([name, type], index) => {
    const column = { name, type, parentType: 'Row', field: name, list: null };
    return { id: String(index), index, kind: kindOf(column), column, isRepeated: false };
  });

const months = columnsOf({ month: 'Date', reached: 'Int', cumulative: 'Int', target: 'Int' });
const monthRows: Row[] = [
  ['2017-02-01', 3, 5, 20],
  ['2017-01-01', 2, 2, 10],
];

describe('fittingChoice()', () => {
  test('draws what runs up to a target as lines over time', () => {
    expect(fittingChoice(months, monthRows)).toEqual({ kind: 'line', x: '0', y: ['2', '3'], together: 'sum' });
  });

  test('draws bars over what tells the rows apart, and means of rates', () => {
    const columns = columnsOf({ synthetic: 'Boolean', region: 'String', rate: 'Decimal' });
    const rows: Row[] = [
      [true, 'North', '12.5'],
      [true, 'South', '10.1'],
    ];
    expect(fittingChoice(columns, rows)).toEqual({ kind: 'bar', x: '1', y: ['2'], together: 'mean' });
  });

  test('counts rows where there is no number', () => {
    const rows: Row[] = [['a'], ['b'], ['a']];
    const columns = columnsOf({ status: 'String' });
    const choice = fittingChoice(columns, rows)!;
    expect(choice).toEqual({ kind: 'bar', x: '0', y: [], together: 'rows' });
    expect(fittingKinds(choice, columns, 2)).toContain('pie');
    expect(chartData(columns, rows, choice)).toMatchObject({ labels: ['a', 'b'], series: [{ values: [2, 1] }] });
  });

  test('is null without rows', () => {
    expect(fittingChoice(months, [])).toBeNull();
  });
});

describe('fittingTogether()', () => {
  const [region, size, beds] = columnsOf({ region: 'String', size: 'Int', beds: 'Int' });
  const columns = [region!, { ...size!, isRepeated: true }, beds!];
  const rows: Row[] = [
    ['North', 9, 2],
    ['North', 9, 3],
    ['South', 8, 4],
  ];

  test('does not add up what stands in several rows, which is not chosen first', () => {
    const choice = fittingChoice(columns, rows)!;
    expect(choice).toEqual({ kind: 'bar', x: '0', y: ['2'], together: 'sum' });
    expect(fittingTogether(choice, columns)).toContain('sum');
    expect(fittingTogether({ ...choice, y: ['1', '2'] }, columns)).toEqual(['mean', 'rows']);
  });
});

describe('chartData()', () => {
  test('runs through time from left to right and knows the target', () => {
    const data = chartData(months, monthRows, fittingChoice(months, monthRows)!);
    expect(data?.labels).toEqual(['2017-01-01', '2017-02-01']);
    expect(data?.series.map(({ values, isTarget }) => [values, isTarget])).toEqual([
      [[2, 5], false],
      [[10, 20], true],
    ]);
  });

  test('leaves open what is withheld, also in a sum with others', () => {
    const columns = columnsOf({ group: 'String', people: 'Int' });
    const rows: Row[] = [
      ['a', 5],
      ['a', { kind: 'suppressed', reason: 'SMALL_NUMBER' }],
      ['b', 7],
    ];
    const data = chartData(columns, rows, { kind: 'bar', x: '0', y: ['1'], together: 'sum' });
    expect(data?.series[0]?.values).toEqual([null, 7]);
  });
});
