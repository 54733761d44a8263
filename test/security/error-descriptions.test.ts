/** What a log tells of an error names neither values nor statements. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeError } from '../../kit/describe-error.js';
import { openDatabase, type Database } from '../../kit/database/database.js';
import { JoineryError } from '../../kit/errors.js';
import { eachDatabase } from '../support/databases.js';

eachDatabase((openUrl) => {
  let database: Database;
  beforeAll(async () => {
    database = await openDatabase({ name: 'things', url: await openUrl(), entities: [], migrations: [] });
    await database.write((manager) => manager.query('CREATE TABLE thing (id VARCHAR(20) PRIMARY KEY)'));
    await database.write((manager) => manager.query("INSERT INTO thing VALUES ('it''s secret')"));
  });
  afterAll(() => database.close());

  test.each([
    ['a value that is there already', 'INSERT INTO thing VALUES (?)', /CONSTRAINT|DUP/],
    ['a table that is not', 'SELECT * FROM nothing WHERE id = ?', /ERROR|NO_SUCH_TABLE/],
    ['a statement that is none', 'SELECT "secret" FROM WHERE ?', /ERROR|PARSE/],
  ])('describeError() keeps to the code for %s', async (_, sql, code) => {
    const error: unknown = await database
      .write((manager) => manager.query(sql, ["it's secret"]))
      .catch((thrown) => thrown);
    const described = describeError(error);
    expect(described).toMatchObject({ type: 'QueryFailedError', code: expect.stringMatching(code) });
    expect(described.stack).toMatch(/^ +at /);
    expect(JSON.stringify(described)).not.toMatch(/secret|SELECT|INSERT/);
  });
});

describe('describeError()', () => {
  test('tells the causes, and nothing else that hangs on an error', () => {
    const cause = Object.assign(new Error('refused'), { code: 'ECONNREFUSED', url: 'secret' });
    const error = Object.assign(new JoineryError('DATABASE_UNREACHABLE', 'people', { cause }), { query: 'secret' });
    expect(describeError(error)).toMatchObject({
      type: 'JoineryError',
      code: 'DATABASE_UNREACHABLE',
      cause: { type: 'Error', message: 'refused', code: 'ECONNREFUSED' },
    });
    expect(JSON.stringify(describeError(error))).not.toMatch(/secret/);
  });

  test('ends with causes that go in a circle', () => {
    const error = new Error('again');
    error.cause = error;
    expect(JSON.stringify(describeError(error)).match(/again/g)).toHaveLength(6);
  });

  test('says nothing of what is no error', () => {
    expect(JSON.stringify(describeError('secret'))).not.toMatch(/secret/);
  });
});
