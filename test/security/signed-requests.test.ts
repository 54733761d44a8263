/** Between gateway and subgraph: signatures that are taken once, keys that change without a gap, and certificates. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { loadDefinition } from '../../deploy/definitions.js';
import { subgraphTlsOf } from '../../gateway/subgraph-client/subgraph-tls.js';
import { createSubgraphClient } from '../../gateway/subgraph-client/subgraph-client.js';
import { createLog } from '../../kit/log.js';
import {
  createSignatureCheck,
  readSigningKeys,
  signingKeys,
  signRequest,
  SIGNATURE_HEADER,
} from '../../kit/request-signature.js';
import { createPartnerSubgraph } from '../../subgraphs/kit/create-partner-subgraph.js';
import { createSubgraph, type Subgraph } from '../../subgraphs/kit/create-subgraph.js';
import { sqliteDatabases } from '../support/databases.js';
import { startGatewayProcess } from '../support/gateway-process.js';
import { selfSigned } from '../support/self-signed.js';
import { temporaryFolders } from '../support/temporary-folder.js';

const newFolder = temporaryFolders();
const OLD = { id: 'old', secret: 'a secret of more than thirty-two signs' };
const NEW = { id: 'new', secret: 'another secret of over thirty-two signs' };
const BODY = '{"query":"{ __typename }"}';
const NOW = 1_700_000_000_000;
const request = { subgraph: 'funding', body: BODY, nowMs: NOW };

describe('a signature', () => {
  const check = createSignatureCheck([OLD, NEW]);
  test('is taken once, by either key', () => {
    for (const key of [OLD, NEW]) {
      const signature = signRequest(key, request);
      expect([check(signature, request), check(signature, request)]).toEqual([null, 'replayed']);
    }
  });

  test.each([
    ['missing', undefined, {}],
    ['unreadable', 'v1', {}],
    ['unknown key', signRequest({ ...NEW, id: 'else' }, request), {}],
    ['wrong', signRequest({ ...NEW, secret: OLD.secret }, request), {}],
    ['wrong', signRequest(NEW, request), { body: `${BODY} ` }],
    ['wrong', signRequest(NEW, request), { subgraph: 'people' }],
    ['wrong', signRequest(NEW, request).replace(`time=${NOW}`, `time=${NOW + 1}`), {}],
    ['out of time', signRequest(NEW, request), { nowMs: NOW + 61_000 }],
    ['out of time', signRequest(NEW, request), { nowMs: NOW - 61_000 }],
  ])('is refused: %s (%#)', (problem, header, change) => {
    expect(check(header, { ...request, ...change })).toBe(problem);
  });

  test('is remembered for as long as it could be taken', () => {
    const taking = createSignatureCheck([NEW]);
    const late = { ...request, nowMs: NOW + 60_000 };
    const signature = signRequest(NEW, late);
    expect(taking(signature, request)).toBe(null);
    expect(taking(signature, { ...request, nowMs: NOW + 120_000 })).toBe('replayed');
  });
});

test('keys that cannot be used are refused without being told', () => {
  const file = join(newFolder(), 'keys');
  writeFileSync(file, `new:${NEW.secret.replaceAll(' ', '-')},old:${OLD.secret.replaceAll(' ', '-')}\n`);
  expect(signingKeys.parse(`file:${file}`).map(({ id }) => id)).toEqual(['new', 'old']);
  for (const wrong of ['', 'short:secret', 'no-secret', 'file:/nowhere']) {
    const { error } = signingKeys.safeParse(wrong);
    expect(error?.issues).toHaveLength(1);
    expect(JSON.stringify(error?.issues)).not.toContain('short:secret');
  }
});

/** A GET with a signed body, as `fetch` sends none. */
async function signedGet(url: string): Promise<{ readonly status: number; json(): Promise<unknown> }> {
  const signature = signRequest(NEW, { ...request, nowMs: Date.now() });
  const headers = {
    'apollo-require-preflight': 'yes',
    'content-type': 'application/json',
    'content-length': BODY.length,
  };
  const asking = httpRequest(url, { method: 'GET', headers: { ...headers, [SIGNATURE_HEADER]: signature } });
  asking.end(BODY);
  const [response] = (await once(asking, 'response')) as [IncomingMessage];
  return { status: response.statusCode!, json: () => json(response) };
}

describe('a subgraph with keys', () => {
  const openUrl = sqliteDatabases();
  let subgraph: Subgraph;
  beforeAll(async () => {
    subgraph = createSubgraph(
      await loadDefinition('funding'),
      {
        host: '127.0.0.1',
        port: 0,
        databaseUrl: await openUrl(),
        logLevel: 'silent',
        migrate: true,
        signingKeys: [NEW, OLD],
      },
      { log: createLog('funding', 'silent') },
    );
    await subgraph.start();
  });
  afterAll(async () => subgraph.stop());
  const post = (headers: Record<string, string>) =>
    fetch(subgraph.url(), { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: BODY });

  test('answers its gateway, before and after the key is changed', async () => {
    for (const signingKey of [OLD, NEW]) {
      const client = createSubgraphClient({ subgraphs: [{ name: 'funding', url: subgraph.url(), signingKey }] });
      const send = async () =>
        client.send({
          subgraph: 'funding',
          kind: 'query',
          body: BODY,
          headers: {},
          deadline: performance.now() + 9_000,
        });
      expect([await send(), await send()]).toMatchObject([{ kind: 'answered' }, { kind: 'answered' }]);
      await client.stop();
    }
  });

  test('answers nobody else', async () => {
    const url = `${subgraph.url()}?query=${encodeURIComponent('{ __typename }')}`;
    const answers = [
      await post({}),
      await post({
        [SIGNATURE_HEADER]: signRequest({ ...NEW, secret: 'x'.repeat(32) }, { ...request, nowMs: Date.now() }),
      }),
      await fetch(url, { headers: { 'apollo-require-preflight': 'yes' } }),
      // With a signature that is good, of a body that is not what a GET asks for.
      await signedGet(url),
    ];
    for (const answer of answers)
      expect([answer.status, await answer.json()]).toMatchObject([
        401,
        { errors: [{ extensions: { code: 'REQUEST_NOT_SIGNED' } }] },
      ]);
    expect((await fetch(new URL('/health/ready', subgraph.url()))).status).toBe(200);
  });
});

test('partners with keys of their own are asked by the gateway, and cannot ask each other', async () => {
  const secretOf = (name: string) => `${name}s-own-secret-of-more-than-thirty-two-signs`;
  const keyOf = (name: string) => readSigningKeys({ JOINERY_SUBGRAPH_SIGNING_KEYS: `gateway:${secretOf(name)}` });
  const contractOf = (name: string) =>
    `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3") type Query { ${name}: String }`;
  const names = ['one', 'two'];
  const partners = names.map((name) =>
    createPartnerSubgraph({
      name,
      contract: contractOf(name),
      resolvers: { Query: { [name]: () => name } },
      context: () => ({}),
      host: '127.0.0.1',
      port: 0,
      logLevel: 'silent',
      signingKeys: keyOf(name),
    }),
  );
  for (const partner of partners) await partner.start();
  const gateway = await startGatewayProcess({
    subgraphs: names.map((name, i) => ({ name, sdl: contractOf(name), url: partners[i]!.url() })),
    settings: {
      subgraphSigning: {
        keys: `gateway:${secretOf('nobody')}`,
        subgraphs: Object.fromEntries(names.map((name) => [name, `gateway:${secretOf(name)}`])),
      },
    },
  });
  expect(JSON.parse((await gateway.ask('{ one two }')).text)).toEqual({ data: { one: 'one', two: 'two' } });
  await gateway.stop();
  const signature = signRequest(keyOf('one')[0]!, { subgraph: 'two', body: BODY, nowMs: Date.now() });
  const headers = { 'content-type': 'application/json', [SIGNATURE_HEADER]: signature };
  expect((await fetch(partners[1]!.url(), { method: 'POST', headers, body: BODY })).status).toBe(401);
  for (const partner of partners) await partner.stop();
});

test('the gateway shows its certificate to a subgraph that wants one, and trusts its authority alone', async () => {
  const [server, gateway] = await Promise.all([
    selfSigned('localhost', newFolder()),
    selfSigned('gateway', newFolder()),
  ]);
  const seen: string[] = [];
  const listening = createServer(
    { ...server, ca: gateway.cert, requestCert: true, rejectUnauthorized: true },
    (asked, answer) => {
      seen.push(String((asked.socket as TLSSocket).getPeerCertificate().subject.CN));
      answer.setHeader('content-type', 'application/json').end('{"data":{}}');
    },
  ).listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const url = `https://localhost:${(listening.address() as AddressInfo).port}/`;
  const ask = async (files: Parameters<typeof subgraphTlsOf>[0]): Promise<string> => {
    const tls = subgraphTlsOf(files);
    const client = createSubgraphClient({ subgraphs: [{ name: 'a', url }], ...(tls && { tls }) });
    const deadline = performance.now() + 9_000;
    const { kind } = await client.send({ subgraph: 'a', kind: 'query', body: BODY, headers: {}, deadline });
    await client.stop();
    return kind;
  };
  const folder = newFolder();
  const file = (name: string, text: string) => (writeFileSync(join(folder, name), text), join(folder, name));
  const ca = file('ca.pem', server.cert);
  const certificate = file('cert.pem', gateway.cert);
  const key = file('key.pem', gateway.key);
  expect(await ask({ ca, certificate, key })).toBe('answered');
  expect(await ask({ ca, certificate: null, key: null })).toBe('failed');
  expect(await ask({ ca: certificate, certificate, key })).toBe('failed');
  expect(seen).toEqual(['gateway']);
  expect(() => subgraphTlsOf({ ca, certificate, key: null })).toThrow('together');
  listening.close();
  listening.closeAllConnections();
});
