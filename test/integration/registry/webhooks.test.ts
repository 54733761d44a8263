/** Webhooks: signed, told again after failures and after a restart, and only where they may go. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createHmac } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { createHttpServer, type HttpServer } from '../../../kit/http/http-server.js';
import { createLog } from '../../../kit/log.js';
import { createRegistry } from '../../../registry/registry.js';
import { postWebhook } from '../../../registry/webhooks/post-webhook.js';
import { eachDatabase, sqliteDatabases } from '../../support/databases.js';
import { startRegistry, type StartedRegistry } from '../../support/start-registry.js';
import { until } from '../../support/until.js';

interface Received {
  readonly id: string;
  readonly timestamp: string;
  readonly signature: string;
  readonly body: string;
  readonly event: { readonly type: string; readonly data: Record<string, unknown> };
}

/** What arrived at each path. */
const received = new Map<string, Received[]>();
let answer: (response: ServerResponse, path: string) => void = (response) => void response.writeHead(204).end();
let receiver: HttpServer;

beforeAll(async () => {
  receiver = createHttpServer({
    host: '127.0.0.1',
    port: 0,
    async handler(request, response) {
      const chunks: Buffer[] = [];
      for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
      const body = Buffer.concat(chunks).toString();
      const header = (name: string) => String(request.headers[name]);
      const path = request.url!;
      received.set(path, [
        ...(received.get(path) ?? []),
        {
          id: header('webhook-id'),
          timestamp: header('webhook-timestamp'),
          signature: header('webhook-signature'),
          body,
          event: JSON.parse(body) as Received['event'],
        },
      ]);
      answer(response, path);
    },
    onError: () => undefined,
  });
  await receiver.start();
});
afterAll(() => receiver.stop(0));

const at = (path: string): readonly Received[] => received.get(path) ?? [];
const typesAt = (path: string) => at(path).map(({ event }) => event.type);

eachDatabase((openUrl, kind) => {
  const times = { pollMs: 20, retryMs: 20, timeoutMs: 3_000 };
  let registry: StartedRegistry;
  let one: string;
  let two: string;
  const path = (name: string) => `/${kind}/${name}`;
  const create = async (name: string, events: string, token?: string) => {
    const input = `{ url: "${receiver.url()}${path(name)}", events: [${events}] }`;
    const { data, errors } = await registry.ask(
      `mutation { createWebhook(input: ${input}) { secret webhook { id } } }`,
      {},
      token,
    );
    expect(errors).toBeUndefined();
    return data.createWebhook as { secret: string; webhook: { id: string } };
  };
  const ALL =
    'VERSION_PUBLISHED, VERSION_QUARANTINED, VERSION_REFUSED, SUPERGRAPH_LIVE, ROLLED_BACK, GRANT_REQUESTED, GRANT_APPROVED';

  beforeAll(async () => {
    registry = await startRegistry(await openUrl(), { webhooks: times });
    const partner = async (name: string) => {
      await registry.ask('mutation ($name: String!) { createPartner(input: { name: $name, title: $name }) { name } }', {
        name,
      });
      const scopes = '[PUBLISH, GRANT, READ, WEBHOOKS]';
      const { data } = await registry.ask(
        `mutation { createToken(input: { partner: "${name}", name: "all", scopes: ${scopes} }) { secret } }`,
      );
      return data.createToken.secret as string;
    };
    one = await partner('one');
    two = await partner('two');
  });

  test('a message is signed over its identifier, moment and body, by a secret that is shown once', async () => {
    const { secret, webhook } = await create('all', ALL);
    await registry.publish(one, 'one', 'type Query { a: A } type A @key(fields: "id") { id: ID! }');
    await until(() => at(path('all')).length === 2);
    for (const { id, timestamp, signature, body } of at(path('all'))) {
      const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
      expect(signature).toBe(`v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`);
      expect(Math.abs(Date.now() / 1_000 - Number(timestamp))).toBeLessThan(300);
    }
    expect(typesAt(path('all')).sort()).toEqual(['SUPERGRAPH_LIVE', 'VERSION_PUBLISHED']);
    const { data } = await registry.ask('{ webhooks { id url events deliveries { status answer attempts } } }');
    expect(JSON.stringify(data)).not.toContain(secret);
    await until(async () => {
      const { data: now } = await registry.ask('{ webhooks { deliveries { status } } }');
      return now.webhooks[0].deliveries.every(({ status }: { status: string }) => status === 'DELIVERED');
    });
    expect(webhook.id).toMatch(/^[0-9a-f]{12}$/);
  });

  test('each partner is told of what concerns it, an operator of everything', async () => {
    await create('one', ALL, one);
    await create('two', ALL, two);
    const before = at(path('all')).length;
    await registry.publish(one, 'one', 'type Query { a: A } type A @key(fields: "id") { id: ID! b: Int }');
    await registry.publish(one, 'one', 'type Query { a: Missing }');
    await registry.publish(two, 'two', 'type A @key(fields: "id") { id: ID! b: Int @shareable }');
    const ask = 'mutation { requestGrant(input: { coordinate: "A.b", act: SHAREABLE, reason: "We agreed" }) { id } }';
    const { data } = await registry.ask(ask, {}, two);
    await registry.ask(
      'mutation ($id: ID!) { approveGrant(input: { id: $id }) { id } }',
      { id: data.requestGrant.id },
      one,
    );
    const rollback =
      'mutation { rollbackSubgraph(input: { name: "one", approval: { by: "Jo", reason: "Back" } }) { outcome } }';
    expect((await registry.ask(rollback, {}, one)).data.rollbackSubgraph.outcome).toBe('LIVE');
    const own = [
      ...['VERSION_PUBLISHED', 'SUPERGRAPH_LIVE', 'VERSION_PUBLISHED', 'VERSION_QUARANTINED'],
      ...['GRANT_REQUESTED', 'GRANT_APPROVED', 'VERSION_PUBLISHED', 'SUPERGRAPH_LIVE', 'ROLLED_BACK'],
    ];
    const others = ['SUPERGRAPH_LIVE', 'VERSION_REFUSED', 'GRANT_REQUESTED', 'GRANT_APPROVED', 'SUPERGRAPH_LIVE'];
    await until(() => at(path('one')).length >= own.length && at(path('two')).length >= others.length);
    expect(typesAt(path('one')).sort()).toEqual(own.sort());
    expect(typesAt(path('two')).sort()).toEqual(others.sort());
    await until(() => at(path('all')).length >= before + own.length + 1);
    const refused = at(path('two')).find(({ event }) => event.type === 'VERSION_REFUSED')!;
    expect(refused.event.data).toMatchObject({
      subgraph: 'two',
      partner: 'two',
      findings: expect.arrayContaining([expect.objectContaining({ code: 'SHAREABLE_NEEDS_GRANT' })]),
    });
    expect(
      [...received.values()]
        .flat()
        .map(({ body }) => body)
        .join(''),
    ).not.toMatch(/type Query/);
  });

  test('a failure is tried again with the same identifier, and holds up no other', async () => {
    let failures = 0;
    answer = (response, asked) => {
      // The first is never answered, the second refused.
      if (asked !== path('flaky') || failures > 1) return void response.writeHead(200).end();
      failures += 1;
      if (failures === 2) response.writeHead(500).end();
    };
    await create('flaky', 'SUPERGRAPH_LIVE');
    await registry.publish(one, 'one', 'type Query { a: A } type A @key(fields: "id") { id: ID! c: Int }', {
      approval: { by: 'Jo', reason: 'Test' },
    });
    await until(() => at(path('flaky')).length === 3);
    const [first, second, third] = at(path('flaky')).map(({ id, body }) => `${id} ${body}`);
    expect([second, third]).toEqual([first, first]);
    answer = (response) => void response.writeHead(200).end();
  });

  test('what was not told yet is told after a restart', async () => {
    answer = (response) => void response.writeHead(503).end();
    const { secret } = await create('later', 'SUPERGRAPH_LIVE');
    await registry.publish(one, 'one', 'type Query { a: A } type A @key(fields: "id") { id: ID! d: Int }', {
      approval: { by: 'Jo', reason: 'Test' },
    });
    await until(() => at(path('later')).length > 0);
    await registry.registry.stop();
    answer = (response) => void response.writeHead(200).end();
    const before = at(path('later')).length;
    const next = createRegistry(registry.config, { log: createLog('registry', 'silent'), webhooks: times });
    await next.start();
    await until(() => at(path('later')).length > before);
    await next.stop();
    const { id, timestamp, signature, body } = at(path('later')).at(-1)!;
    const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
    expect(signature).toBe(`v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`);
    expect(id).toBe(at(path('later'))[0]!.id);
  });
});

describe('createWebhook()', () => {
  const openUrl = sqliteDatabases();
  let registry: StartedRegistry;
  let partner: string;
  beforeAll(async () => {
    registry = await startRegistry(await openUrl(), { config: { allowedHosts: ['hooks.internal'] } });
    partner = await registry.partner('one');
  });
  const create = async (input: string, token?: string) => {
    const { data, errors } = await registry.ask(`mutation { createWebhook(input: ${input}) { secret } }`, {}, token);
    return errors?.[0]?.extensions?.['code'] ?? (data.createWebhook.secret as string);
  };
  const EVENTS = 'events: [SUPERGRAPH_LIVE]';

  test.each([
    'http://127.0.0.1/',
    'http://0x7f.1/',
    'http://[::1]/',
    'http://169.254.169.254/',
    'file:///etc/passwd',
    'https://u:p@example.org/',
  ])('refuses %s', async (url) => {
    expect(await create(`{ url: "${url}", ${EVENTS} }`)).toBe('WEBHOOK_URL_REFUSED');
  });

  test('takes hosts that the operator allows, and needs the scope WEBHOOKS', async () => {
    expect(await create(`{ url: "https://hooks.internal/x", ${EVENTS} }`)).toMatch(/^whsec_/);
    expect(await create(`{ url: "https://hooks.internal/x", ${EVENTS} }`, partner)).toBe('FORBIDDEN');
    expect(await create(`{ url: "https://hooks.internal/x", events: [] }`)).toBe('BAD_USER_INPUT');
    expect(await create(`{ partner: "nobody", url: "https://hooks.internal/x", ${EVENTS} }`)).toBe('NOT_FOUND');
  });
});

test('postWebhook() does not connect to an address that the name may not lead to', async () => {
  const before = [...received.values()].flat().length;
  const asked: string[] = [];
  const post = postWebhook({
    url: receiver.url().replace('127.0.0.1', 'localhost'),
    headers: {},
    body: '{}',
    timeoutMs: 5_000,
    isAddressAllowed: (address, host) => (asked.push(host, address), false),
    signal: new AbortController().signal,
  });
  await expect(post).rejects.toMatchObject({ code: 'ADDRESS_NOT_ALLOWED' });
  expect(asked[0]).toBe('localhost');
  expect([...received.values()].flat()).toHaveLength(before);
});
