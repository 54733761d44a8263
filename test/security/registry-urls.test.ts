/** Routing URLs name no internal address in any spelling, unless the operator allows it. */
import { describe, expect, test } from '@jest/globals';
import { checkName } from '../../registry/actions/check-name.js';
import { outboundUrl } from '../../registry/actions/outbound-url.js';
import { isOutboundAddress } from '../../kit/outbound-address.js';

const refused = expect.objectContaining({ extensions: { code: 'ROUTING_URL_REFUSED' } });

describe('outboundUrl() refuses', () => {
  test.each([
    'ftp://example.org/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/plain,x',
    '/graphql',
    'example.org/graphql',
    '',
    'http://user:secret@example.org/',
    'http://user@example.org/',
    'https://example.org/#fragment',
    `https://example.org/${'a'.repeat(500)}`,
    'http://localhost/',
    'http://LOCALHOST./',
    'http://people.localhost/',
    'http://people/graphql',
    'http://printer.local/',
    'http://db.corp/',
    'http://metadata.google.internal/',
    'http://127.0.0.1/',
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0x7f.1/',
    'http://0177.0.0.1/',
    'http://１２７.0.0.1/',
    'http://127.0.0.1./',
    'http://0.0.0.0/',
    'http://10.1.2.3/',
    'http://172.16.0.1/',
    'http://192.168.1.1/',
    'http://100.64.0.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://2852039166/',
    'http://[::1]/',
    'http://[::]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:a9fe:a9fe]/',
    'http://[0:0:0:0:0:ffff:7f00:1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[2002:7f00:1::]/',
    'http://[fd00:ec2::254]/',
    'http://[fe80::1]/',
    'http://[::ffff:0:127.0.0.1]/',
    'http://[3fff::1]/',
    'http://kubernetes.default.svc/',
    'http://224.0.0.1/',
    'http://255.255.255.255/',
  ])('%s', (url) => {
    expect(() => outboundUrl(url, [], 'ROUTING_URL_REFUSED')).toThrow(refused);
  });
});

describe('outboundUrl() takes', () => {
  test.each([
    ['https://people.example.org/graphql', []],
    ['http://93.184.216.34:8080/graphql', []],
    ['https://[2606:2800:220:1::1]/', []],
    ['http://127.0.0.1:4001/graphql', ['private']],
    ['http://people:4002/graphql', ['people']],
    ['http://10.1.2.3/', ['10.1.0.0/16']],
    ['http://[fd00::5]/', ['fd00::/8']],
  ])('%s where %j is allowed', (url, allowed) => {
    expect(outboundUrl(url, allowed, 'ROUTING_URL_REFUSED')).toBe(url);
  });

  test.each(['http://169.254.169.254/', 'http://[fe80::1]/', 'http://[fd00:ec2::254]/', 'http://0xa9.0xfe.1.2/'])(
    'nothing link-local, though all that is internal is allowed: %s',
    (url) => {
      const allowed = ['private', '169.254.0.0/16', 'fe80::/10'];
      expect(() => outboundUrl(url, allowed, 'ROUTING_URL_REFUSED')).toThrow(refused);
    },
  );

  test('not more than what is allowed', () => {
    expect(() => outboundUrl('http://10.2.2.3/', ['10.1.0.0/16', 'people'], 'ROUTING_URL_REFUSED')).toThrow(refused);
    expect(() => outboundUrl('http://people.evil/', ['people'], 'ROUTING_URL_REFUSED').includes('x')).not.toThrow();
    expect(() => outboundUrl('http://funding/', ['people'], 'ROUTING_URL_REFUSED')).toThrow(refused);
  });
});

describe('checkName()', () => {
  test.each(['people', 'a1', 'culture-resources', `a${'b'.repeat(62)}`])('takes %s', (name) => {
    expect(() => checkName(name)).not.toThrow();
  });
  test.each([
    '',
    'a',
    'A1',
    'People',
    '1a',
    '-a',
    'a_b',
    'a.b',
    'a b',
    'é1',
    '__proto__',
    `a${'b'.repeat(63)}`,
    'a1\n',
  ])('refuses %j', (name) => {
    expect(() => checkName(name)).toThrow(expect.objectContaining({ extensions: { code: 'NAME_INVALID' } }));
  });
});

test('isOutboundAddress() goes by the address that a name leads to, not by the name', () => {
  expect(isOutboundAddress('93.184.216.34', 'example.org', [])).toBe(true);
  for (const address of ['127.0.0.1', '169.254.169.254', '10.0.0.1', '::1', '::ffff:127.0.0.1', 'fd00::1'])
    expect(isOutboundAddress(address, 'example.org', [])).toBe(false);
  expect(isOutboundAddress('10.1.2.3', 'people.internal', ['people.internal'])).toBe(true);
  expect(isOutboundAddress('10.1.2.3', 'example.org', ['10.1.0.0/16'])).toBe(true);
});
