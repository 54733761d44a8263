import { describe, expect, test } from '@jest/globals';
import { strToU8, zlibSync } from 'fflate';
import { decodeShare, encodeShare } from './share-link.js';

const shared = { query: '{ a(text: "ünï 😀 \\" &=+/?#") }', variables: { list: [1, null], text: 'ü' } };

describe('encodeShare()', () => {
  test('needs no escaping in an address', () => {
    expect(encodeShare(shared)).toMatch(/^[\w-]+$/);
  });

  test('is undone by decodeShare()', () => {
    expect(decodeShare(encodeShare(shared))).toEqual(shared);
  });
});

describe('decodeShare() is undefined for', () => {
  const check = (title: string, text: string) =>
    test(title, () => {
      expect(decodeShare(text)).toBeUndefined();
    });
  const packed = (text: string) =>
    btoa(String.fromCharCode(...zlibSync(strToU8(text))))
      .replaceAll('+', '-')
      .replaceAll('/', '_');

  check('what is no link', 'no link');
  check('nothing', '');
  check('what has no query', packed('{"variables":{}}'));
  check('what is no object', packed('5'));
  check('what unpacks to more than a megabyte', packed(JSON.stringify({ query: ' '.repeat(3_000_000) })));
});
