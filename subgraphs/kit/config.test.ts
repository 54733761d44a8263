import { describe, expect, test } from '@jest/globals';
import { readSubgraphConfig } from './config.js';

const read = (url: string) => readSubgraphConfig('people', { JOINERY_PEOPLE_DATABASE_URL: url }).databaseUrl;

describe('readSubgraphConfig() takes the database URL', () => {
  test.each([
    'mysql://people:secret@db:3306/people',
    'mysql://localhost/people',
    'sqlite:people.sqlite',
    'sqlite:/a/b',
  ])('%s', (url) => expect(read(url)).toBe(url));
});

describe('readSubgraphConfig() refuses the database URL', () => {
  test.each([
    'mysql:people',
    'mysql://',
    'mysql://db',
    'mysql://db/',
    'mysql:///people',
    'sqlite:',
    'postgres://db/people',
  ])('%s', (url) => expect(() => read(url)).toThrow(/JOINERY_PEOPLE_DATABASE_URL: must be mysql:\/\//));
});
