import { beforeEach, expect, test } from '@jest/globals';
import { FlightTable } from './flight-table.js';
import type { Flight } from './flight.js';

let table: FlightTable;
beforeEach(() => {
  table = new FlightTable(1_000);
});

// Only what the table looks at.
const flight = (body: string, headersKey = '') => ({ body, headersKey, startedAt: 0, hash: 0 }) as Flight;

test('FlightTable finds each of many, until it is deleted', () => {
  const flights = Array.from({ length: 5_000 }, (_, i) => flight(`{"id":${i}}`));
  for (const each of flights) table.add(each);
  for (const each of flights) expect(table.find(each.body, '', 0)).toBe(each);
  for (const [i, each] of flights.entries()) {
    if (i % 2 === 0) table.delete(each);
  }
  for (const [i, each] of flights.entries()) expect(table.find(each.body, '', 0)).toBe(i % 2 === 0 ? undefined : each);
});

test('FlightTable tells headers apart', () => {
  table.add(flight('a', '1'));
  expect(table.find('a', '2', 0)).toBeUndefined();
  expect(table.find('a', '1', 0)).toBeDefined();
});

test('FlightTable finds nothing old, but what has come since', () => {
  table.add(flight('a'));
  expect(table.find('a', '', 1_000)).toBeDefined();
  expect(table.find('a', '', 1_001)).toBeUndefined();
  const young = { ...flight('a'), startedAt: 900 } as Flight;
  table.add(young);
  expect(table.find('a', '', 1_001)).toBe(young);
});

test('FlightTable deletes the one of two that are equal, and what is not there without harm', () => {
  const [first, second, third] = [flight('a'), flight('a'), flight('a')];
  table.delete(first);
  for (const each of [first, second, third]) table.add(each);
  table.delete(second);
  table.delete(second);
  expect(table.find('a', '', 0)).toBe(third);
  table.delete(third);
  expect(table.find('a', '', 0)).toBe(first);
  table.delete(first);
  expect(table.find('a', '', 0)).toBeUndefined();
});

test('FlightTable compares no more than a few that were made to collide', () => {
  const alike = (i: number) => `${'a'.repeat(101)}${String.fromCharCode(0x100 + i)}${'b'.repeat(10_000)}`;
  for (let i = 0; i < 2_000; i++) table.add(flight(alike(i)));
  expect(table.find(alike(1_999), '', 0)).toBeDefined();
  expect(table.find(alike(0), '', 0)).toBeUndefined();
});
