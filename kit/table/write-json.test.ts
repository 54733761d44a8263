import { expect, test } from '@jest/globals';
import type { Row } from './cell.js';
import type { About } from './about.js';
import { jsonWriter, ndjsonWriter } from './write-json.js';

const columns = ['a', '__proto__'].map((name) => ({ name, type: 'String', parentType: 'T', field: name, list: null }));
const about = { title: 'T' } as About;
const rows: readonly Row[] = [
  ['x', 1.5],
  [null, true],
  [
    { kind: 'suppressed', reason: 'SMALL_NUMBER' },
    { kind: 'missing', subgraph: 'people', code: null },
  ],
];

test('ndjsonWriter() writes an object a line', () => {
  const writer = ndjsonWriter(columns);
  const text = `${writer.begin()}${writer.rows(rows)}${writer.end({ about, cutOff: null })}`;
  expect(text).toBe(
    '{"a":"x","__proto__":1.5}\n{"a":null,"__proto__":true}\n{"a":"*","__proto__":"missing (people)"}\n',
  );
});

test('ndjsonWriter() says in a last line that rows are left out', () => {
  expect(ndjsonWriter(columns).end({ about, cutOff: 'Cut off' })).toBe('{"cutOff":"Cut off"}\n');
});

test.each([[[]], [rows.slice(0, 1)], [rows]])('jsonWriter() writes one object, however many rows: %#', (given) => {
  const writer = jsonWriter(columns);
  const pieces = given.map((row) => writer.rows([row]));
  const text = `${writer.begin()}${pieces.join('')}${writer.end({ about, cutOff: null })}`;
  const read = JSON.parse(text);
  expect(read).toMatchObject({ columns: ['a', '__proto__'], cutOff: null, about: { title: 'T' } });
  expect(read.rows.map((row: object) => Object.keys(row))).toEqual(given.map(() => ['a', '__proto__']));
});
