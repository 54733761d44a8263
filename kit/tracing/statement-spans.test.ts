import { describe, expect, test } from '@jest/globals';
import { withoutValues } from './statement-spans.js';

describe('withoutValues()', () => {
  const check = (title: string, kind: 'sqlite' | 'mysql', sql: string, expected: string) =>
    test(title, () => expect(withoutValues(sql, kind)).toBe(expected));

  check(
    'leaves names and placeholders',
    'sqlite',
    ' SELECT "a"."b1" FROM t WHERE c = ?',
    'SELECT "a"."b1" FROM t WHERE c = ?',
  );
  check('takes out numbers', 'sqlite', 'SELECT a2 FROM t LIMIT 10 OFFSET 2.5e3', 'SELECT a2 FROM t LIMIT ? OFFSET ?');
  check('takes out hexadecimal numbers', 'mysql', 'SELECT 0xFF', 'SELECT ?');
  check('takes out texts with quotes in them', 'sqlite', "WHERE a = 'it''s' AND b = ''", 'WHERE a = ? AND b = ?');
  check('takes out texts with backslashes', 'mysql', "WHERE a = 'it\\'s' AND `b` = 1", 'WHERE a = ? AND `b` = ?');
  check('takes out texts in double quotes on MySQL', 'mysql', 'WHERE a = "x"', 'WHERE a = ?');
});
