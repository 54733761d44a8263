import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startArchive, type Archive } from '../support/start-archive.js';

let archive: Archive;
beforeAll(async () => {
  archive = await startArchive();
});
afterAll(() => archive.stop());

describe('a variable in the address', () => {
  const check = (query: string, expected: object) =>
    test(query || '(none)', async () => {
      const { rows } = await archive.json(`/data/echo.json?${query}`);
      expect(JSON.parse(rows[0].json)).toEqual(expected);
    });

  check('', {});
  check('text=Caf%C3%A9+%26+more', { text: 'Café & more' });
  check('text=', { text: '' });
  check('text=a=b', { text: 'a=b' });
  check('number=-5', { number: -5 });
  check('number=', {});
  check('weight=1.5e3', { weight: 1500 });
  check('flag=TRUE', { flag: true });
  check('flag=0', { flag: false });
  check('kind=MAP', { kind: 'MAP' });
  check('kinds=MAP,LETTER', { kinds: ['MAP', 'LETTER'] });
  check('kinds=MAP&kinds=LETTER', { kinds: ['MAP', 'LETTER'] });
  check('kinds=', { kinds: [] });
  check('texts=%5B%22a,b%22%5D', { texts: ['a,b'] });
  check('ids=1,2', { ids: ['1', '2'] });
  check('ids=9007199254740993', { ids: ['9007199254740993'] });
  check('day=2016-12-01', { day: '2016-12-01' });
  check('filter.title=x&filter.size.min=1&filter.ids=a,b', {
    filter: { title: 'x', size: { min: 1 }, ids: ['a', 'b'] },
  });
  check('filter=%7B%22flag%22:true%7D', { filter: { flag: true } });
  check('filter.kind=', { filter: {} });
});

describe('what is wrong in the address is told in one line', () => {
  const check = (path: string, expected: RegExp, status = 400) =>
    test(path, async () => {
      const response = await archive.get(`/data/${path}`);
      const text = await response.text();
      expect(text).toMatch(expected);
      expect(text).toMatch(/^[^,;"\n]+ \([A-Z_]+\)\r\n$/);
      expect(response.status).toBe(status);
      expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    });

  check('echo.csv?nothing=1', /no variable nothing\. Its variables are text and .*UNKNOWN_VARIABLE/);
  check('echo.csv?%3Cscript%3E=1', /^The query has no variable\. /);
  check('echo.csv?__proto__=1', /no variable __proto__/);
  check('plain.csv?x=1', /It has no variables/);
  check(
    'needs.csv',
    /^The variable text must be given\. Write text= and its value behind the \? of the address \(BAD_USER_INPUT/,
  );
  check(
    'echo.csv?number=many',
    /^The variable number must be a whole number between -2147483648 and 2147483647 \(BAD_USER_INPUT/,
  );
  check(
    'echo.csv?number=99999999999',
    /^The variable number must be a whole number between -2147483648 and 2147483647/,
  );
  check('echo.csv?number=1&number=2', /number is given twice/);
  check('echo.csv?weight=heavy', /weight must be a number/);
  check('echo.csv?flag=perhaps', /flag must be true or false/);
  check('echo.csv?kind=BOOK', /^The variable kind must be LETTER or MAP \(BAD_USER_INPUT/);
  check('echo.csv?kinds=%5B', /kinds must be JSON/);
  check(
    'echo.csv?ids=%5B9007199254740993%5D',
    /ids must be JSON: it has an integer of more digits than a number keeps/,
  );
  check('echo.csv?text.x=1', /text has no fields/);
  check('echo.csv?filter.__proto__.x=1', /filter has no such field. Its fields are kind and title/);
  check('echo.csv?filter=1&filter.kind=MAP', /filter is given twice/);
  check(`echo.csv?filter${'.size'.repeat(20)}=1`, /no such field|has no fields/);
  check('echo.csv?text=%FF', /not UTF-8/);
  check('records.csv?table=tags', /no such table\. There are records \(DATA_TABLE_UNKNOWN/);
  check('records.csv?explode=title', /no such list inside its table\. There are tags/);
  check('records.csv?partial=maybe', /partial must be true or false/);
  check('nothing.csv', /no saved query of this name.*SAVED_QUERY_NOT_FOUND/, 404);
  check('records.pdf', /The path ends in \.csv or \.xlsx.*DATA_FORMAT_UNKNOWN/, 404);
});

test('whoever asks for JSON is told in JSON', async () => {
  const response = await archive.get('/data/echo.json?number=x');
  expect([response.status, await response.json()]).toEqual([
    400,
    {
      errors: [
        {
          message: 'The variable number must be a whole number between -2147483648 and 2147483647',
          extensions: { code: 'BAD_USER_INPUT' },
        },
      ],
    },
  ]);
});

test('what a variable was given is not told back', async () => {
  const secret = 'Zaphod';
  for (const query of [`number=${secret}`, `kind=${secret}`, `filter=${secret}`, `flag=${secret}`])
    expect(await (await archive.get(`/data/echo.csv?${query}`)).text()).not.toContain(secret);
});
