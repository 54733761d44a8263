/** Which headers reach subgraphs, and which come back. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { IncomingHttpHeaders } from 'node:http';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readGatewayConfig } from '../../gateway/config.js';
import { startBookshop, type Bookshop } from '../support/start-bookshop.js';
import { temporaryFolders } from '../support/temporary-folder.js';

const newFolder = temporaryFolders();
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

let plain: Bookshop;
let forwarding: Bookshop;
beforeAll(async () => {
  plain = await startBookshop();
  forwarding = await startBookshop((config) => ({ ...config, headers: { forward: ['authorization', 'x-tenant'] } }));
});
afterAll(async () => {
  await plain.stop();
  await forwarding.stop();
});

/** Asks for something of the subgraph and gives the headers that it saw, and those of the answer. */
async function sent(
  shop: Bookshop,
  headers: Record<string, string>,
): Promise<{ upstream: IncomingHttpHeaders; answer: Headers }> {
  const { headers: answer, body } = await shop.post({ query: '{ books { title } }' }, headers);
  expect(body.data.books).toHaveLength(1);
  return { upstream: shop.books.requests.at(-1)!, answer };
}

describe('x-request-id', () => {
  test('is made when the client gives none, forwarded and answered', async () => {
    const { upstream, answer } = await sent(plain, {});
    expect(upstream['x-request-id']).toMatch(UUID);
    expect(answer.get('x-request-id')).toBe(upstream['x-request-id']);
    expect((await sent(plain, {})).upstream['x-request-id']).not.toBe(upstream['x-request-id']);
  });

  test('is taken from the client', async () => {
    const { upstream, answer } = await sent(plain, { 'x-request-id': 'abc-1.2:3_4' });
    expect([upstream['x-request-id'], answer.get('x-request-id')]).toEqual(['abc-1.2:3_4', 'abc-1.2:3_4']);
  });

  test.each(['', 'a b', 'a"b', 'x'.repeat(129), '<script>'])('is made anew instead of %p', async (id) => {
    expect((await sent(plain, { 'x-request-id': id })).upstream['x-request-id']).toMatch(UUID);
  });

  test('is in the answer to a refused request', async () => {
    const { headers } = await plain.post('{', { 'x-request-id': 'r1' });
    expect(headers.get('x-request-id')).toBe('r1');
  });
});

describe('headers of the client', () => {
  const given = { authorization: 'Bearer a', 'x-tenant': 't', cookie: 'c', 'x-other': 'o', 'accept-language': 'fr' };

  test('reach no subgraph unless they are listed', async () => {
    const { upstream } = await sent(plain, given);
    expect(Object.keys(upstream).sort()).toEqual(
      ['accept', 'accept-encoding', 'connection', 'content-length', 'content-type', 'host', 'x-request-id'].sort(),
    );
  });

  test('reach subgraphs as they are when they are listed', async () => {
    const { upstream } = await sent(forwarding, given);
    expect(upstream).toMatchObject({ authorization: 'Bearer a', 'x-tenant': 't' });
    expect([upstream.cookie, upstream['x-other'], upstream['accept-language']]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('are left out where a client sends none', async () => {
    expect((await sent(forwarding, {})).upstream).not.toHaveProperty('authorization');
  });
});

describe('headers.forward', () => {
  const read = (yaml: string) => {
    const file = join(newFolder(), 'gateway.yaml');
    writeFileSync(file, `headers: { forward: ${yaml} }`);
    return readGatewayConfig({ config: file }, {}).headers.forward;
  };

  test('takes names in any case', () => expect(read('[Authorization, x-a]')).toEqual(['authorization', 'x-a']));
  test.each(['[Host]', '[content-length]', '[transfer-encoding]', '["a b"]', '[""]', 'authorization'])(
    'refuses %s',
    (yaml) => expect(() => read(yaml)).toThrow(/headers\.forward/),
  );
});
