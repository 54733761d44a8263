/** What requests under way at one time share. */
import { afterEach, describe, expect, test } from '@jest/globals';
import type { GatewayConfig } from '../../gateway/config.js';
import { startBookshop, type Bookshop } from '../support/start-bookshop.js';

let shop: Bookshop | undefined;
afterEach(async () => shop?.stop());

/** How many requests reach the subgraph when two clients ask for the same slow field at once. */
async function requestsOfTwo(dedupe: Partial<GatewayConfig['dedupe']>, tenants = ['a', 'a']): Promise<number> {
  shop = await startBookshop((config) => ({
    ...config,
    headers: { forward: ['x-tenant'] },
    dedupe: { ...config.dedupe, ...dedupe },
  }));
  await shop.post({ query: '{ slow }' });
  const before = shop.books.requests.length;
  const answers = await Promise.all(tenants.map((tenant) => shop!.post({ query: '{ slow }' }, { 'x-tenant': tenant })));
  for (const { body } of answers) expect(body).toEqual({ data: { slow: 'slow' } });
  return shop.books.requests.length - before;
}

describe('identical queries to a subgraph', () => {
  test('are each sent by default', async () => {
    expect(await requestsOfTwo({})).toBe(2);
  });

  test('share an answer when dedupe.fetches is true', async () => {
    expect(await requestsOfTwo({ fetches: true })).toBe(1);
  });

  test('are each sent when their forwarded headers differ', async () => {
    expect(await requestsOfTwo({ fetches: true }, ['a', 'b'])).toBe(2);
  });
});
