import { expect, test } from '@jest/globals';
import type { TableChoice } from '../../../kit/table/plan-table.js';
import { shortfallOf } from './shortfall.js';

const list = (depth: number, ...path: string[]): TableChoice => ({
  name: path.join('.'),
  depth,
  path,
  list: null,
  connection: null,
});
const shelves = list(0, 'shelves');
const books = list(1, 'shelves', 'nodes', 'books');

const dataOf = (shelvesGoOn: boolean, booksInAll: number) => ({
  shelves: {
    pageInfo: { hasNextPage: shelvesGoOn },
    nodes: [{ books: { totalCount: 1, nodes: [{}] } }, null, { books: { totalCount: booksInAll, nodes: [{}] } }],
  },
});

test('shortfallOf() is null where all pages are there', () => {
  expect(shortfallOf(dataOf(false, 1), shelves, [books])).toBeNull();
  expect(shortfallOf({ shelves: null }, shelves, [books])).toBeNull();
  expect(shortfallOf(null, books, [])).toBeNull();
});

test('shortfallOf() tells of further pages of the list, and of lists inside others', () => {
  expect(shortfallOf(dataOf(true, 1), shelves, [])).toMatch(/the list has more pages/);
  expect(shortfallOf(dataOf(false, 2), books, [])).toMatch(/lists inside others go on/);
  expect(shortfallOf(dataOf(false, 2), shelves, [books])).toMatch(/lists inside others go on/);
  expect(shortfallOf(dataOf(false, 2), shelves, [])).toBeNull();
});
