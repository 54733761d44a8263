/** Whose address counts when a request comes through proxies. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAddressOf, type TrustedProxies } from '../../gateway/http/client-address.js';
import { gatewaySettings } from '../../gateway/settings.js';
import { startBookshop, type Bookshop } from '../support/start-bookshop.js';

describe('the address of a client', () => {
  let proxies: TrustedProxies;
  let server: Server;
  let url: string;
  beforeAll(async () => {
    server = createServer((request, response) => response.end(createAddressOf(proxies)(request)));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => void server.close());

  async function addressOf(addresses: string[], headers: Record<string, string>, header = 'x-forwarded-for') {
    proxies = gatewaySettings.parse({ trustedProxies: { addresses, header } }).trustedProxies;
    return (await fetch(url, { headers })).text();
  }
  const check = (title: string, trusted: string[], said: string, expected: string) =>
    test(title, async () => expect(await addressOf(trusted, { 'x-forwarded-for': said })).toBe(expected));
  const LOCAL = '127.0.0.1';

  check('is believed of nobody by default', [], '203.0.113.7', LOCAL);
  check('is not believed of a proxy that is not trusted', ['10.0.0.0/8'], '203.0.113.7', LOCAL);
  check('is that which a trusted proxy says', [LOCAL], '203.0.113.7', '203.0.113.7');
  check('is the last one, whatever the client wrote before it', [LOCAL], '198.51.100.1, 203.0.113.7', '203.0.113.7');
  check('is the last that is no trusted proxy', [LOCAL, '10.0.0.0/8'], '1.1.1.1, 203.0.113.7, 10.2.0.1', '203.0.113.7');
  check('is the first proxy where all are trusted', [LOCAL, '10.0.0.0/8'], '10.3.0.1, 10.2.0.1', '10.3.0.1');
  check(
    'is that of the proxy behind which it is hidden',
    [LOCAL, '10.0.0.0/8'],
    '1.1.1.1, unknown, 10.2.0.1',
    '10.2.0.1',
  );
  check('is that of the connection where nothing is said', [LOCAL], '', LOCAL);
  check('may have a port', [LOCAL], '203.0.113.7:4711', '203.0.113.7');
  check('may be of version 6', [LOCAL], '2001:db8::7', '2001:db8::7');
  check('may be of version 6 with a port', [LOCAL], '[2001:db8::7]:4711', '2001:db8::7');
  check(
    'is one of version 4 however it is written',
    [LOCAL, '10.0.0.0/8'],
    '203.0.113.7, ::ffff:10.2.0.1',
    '203.0.113.7',
  );
  check('is trusted by networks of version 6', [LOCAL, '2001:db8::/32'], '203.0.113.7, 2001:db8::7', '203.0.113.7');

  const forwarded = (title: string, headers: Record<string, string>, expected: string) =>
    test(title, async () => expect(await addressOf([LOCAL], headers, 'forwarded')).toBe(expected));
  forwarded('is read from Forwarded', { forwarded: 'for=1.1.1.1, For="203.0.113.7:80";proto=https' }, '203.0.113.7');
  forwarded('is read from Forwarded in version 6', { forwarded: 'by=x;for="[2001:db8::7]:80"' }, '2001:db8::7');
  forwarded('is hidden by a word', { forwarded: 'for=_gazonk' }, LOCAL);
  forwarded('is not read from the header that is not named', { 'x-forwarded-for': '203.0.113.7' }, LOCAL);

  for (const bad of ['10.0.0.0/33', '10.0.0', 'proxy.example', '10.0.0.0/8/8', '::1/129']) {
    test(`${bad} is no address of a proxy`, () => {
      expect(gatewaySettings.safeParse({ trustedProxies: { addresses: [bad] } }).success).toBe(false);
    });
  }
});

describe('where callers are limited', () => {
  const start = (addresses: string[]): Promise<Bookshop> =>
    startBookshop((config) => ({
      ...config,
      callers: { ...config.callers, requests: 2 },
      trustedProxies: { ...config.trustedProxies, addresses },
    }));
  const statuses = async (shop: Bookshop, clients: readonly string[]) => {
    const told: number[] = [];
    for (const client of clients)
      told.push((await shop.post({ query: '{ __typename }' }, { 'x-forwarded-for': client })).status);
    await shop.stop();
    return told;
  };

  test('each client behind a trusted proxy has limits of its own', async () => {
    const shop = await start(['127.0.0.1', '::1']);
    const clients = ['1.1.1.1', '1.1.1.1', '8.8.8.8, 1.1.1.1', '2.2.2.2'];
    expect(await statuses(shop, clients)).toEqual([200, 200, 429, 200]);
  });
  test('nobody else has more by saying to be another', async () => {
    expect(await statuses(await start([]), ['1.1.1.1', '2.2.2.2', '3.3.3.3'])).toEqual([200, 200, 429]);
  });
});
