/** CPU of one request to a subgraph: our client against undici's bare pool and `JSON.parse`, in the same run. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { Pool } from 'undici';
import { createSubgraphClient, type SubgraphClient } from '../gateway/subgraph-client/subgraph-client.js';

const REQUESTS = 2_000;
const ROUNDS = 25;
const IN_FLIGHT = 24;
const SOCKETS = 12;
const SIZES = { '1 KB': 11, '12 KB': 130 } as const;

type Send = () => Promise<unknown>;

/** CPU microseconds of this process per request: the best and the median of all rounds. */
interface Row {
  readonly size: string;
  readonly variant: string;
  readonly bestUs: number;
  readonly medianUs: number;
}

const HEADERS = Object.freeze({ authorization: `Bearer ${'x'.repeat(300)}`, 'x-request-id': 'a1b2c3d4e5f6' });
const REQUEST_BODY = JSON.stringify({
  query:
    'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Product { name } } }',
  variables: { representations: Array.from({ length: 5 }, (_, i) => ({ __typename: 'Product', id: String(i) })) },
});

const BARE_HEADERS = [
  'content-type',
  'application/json',
  'accept',
  'application/json',
  ...Object.entries(HEADERS).flat(),
];

if (process.argv[2] === 'serve') await serve();
else await measure(parseArgs({ options: { json: { type: 'string' } } }).values.json);

async function measure(file: string | undefined): Promise<void> {
  const child = fork(import.meta.filename, ['serve']);
  const [origin] = (await once(child, 'message')) as [string];
  const rows: Row[] = [];
  for (const size of Object.keys(SIZES)) rows.push(...(await compare(size, `${origin}/${encodeURIComponent(size)}`)));
  console.table(rows);
  if (file !== undefined) await writeFile(file, JSON.stringify(rows, null, 2));
  await stop(child);
}

async function compare(size: string, url: string): Promise<Row[]> {
  const pool = new Pool(new URL(url).origin, { connections: SOCKETS });
  const plain = createSubgraphClient({ subgraphs: [{ name: 'a', url }] });
  let events = 0;
  let asked = 0;
  const full = createSubgraphClient({
    subgraphs: [{ name: 'a', url }],
    dedupe: true,
    onEvent: () => void (events += 1),
  });
  const variants: Readonly<Record<string, Send>> = {
    'bare undici': () => bare(pool, new URL(url).pathname),
    'our client': () => ask(plain, REQUEST_BODY),
    'our client with events, dedupe on but unused': () => ask(full, `${REQUEST_BODY.slice(0, -1)},"n":${asked++}}`),
    'our client, dedupe used': () => ask(full, REQUEST_BODY),
  };
  const samples = await sample(variants);
  await Promise.all([pool.destroy(), plain.stop(), full.stop()]);
  return Object.entries(samples).map(([variant, values]) => row(size, variant, values));
}

/** In turn, so that whatever else the machine does falls on all alike. */
async function sample(variants: Readonly<Record<string, Send>>): Promise<Record<string, number[]>> {
  const samples: Record<string, number[]> = {};
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, send] of Object.entries(variants)) (samples[name] ??= []).push(await cpuMicroseconds(send));
  }
  return samples;
}

async function cpuMicroseconds(send: Send): Promise<number> {
  const before = process.cpuUsage();
  let left = REQUESTS;
  const work = async () => {
    while (left-- > 0) await send();
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, work));
  const { user, system } = process.cpuUsage(before);
  return (user + system) / REQUESTS;
}

function row(size: string, variant: string, values: number[]): Row {
  const sorted = values.toSorted((a, b) => a - b);
  const rounded = (value: number) => Math.round(value * 10) / 10;
  return { size, variant, bestUs: rounded(sorted[0]!), medianUs: rounded(sorted[sorted.length >> 1]!) };
}

async function ask(client: SubgraphClient, body: string): Promise<void> {
  const deadline = performance.now() + 10_000;
  const answer = await client.send({ subgraph: 'a', body, kind: 'query', headers: HEADERS, deadline });
  if (answer.kind === 'failed') throw new Error(answer.reason);
}

function bare(pool: Pool, path: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    pool.dispatch(
      { path, method: 'POST', headers: BARE_HEADERS, body: REQUEST_BODY },
      {
        onConnect: () => undefined,
        onHeaders: () => true,
        onData: (chunk) => chunks.push(chunk) > 0,
        onComplete: () => resolve(JSON.parse(Buffer.concat(chunks).toString())),
        onError: reject,
      },
    );
  });
}

async function serve(): Promise<void> {
  const server = createServer((request, response) => {
    const body = bodies[decodeURIComponent(request.url!.slice(1))]!;
    request.resume().once('end', () => {
      response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': body.length });
      response.end(body);
    });
  });
  const bodies = Object.fromEntries(Object.entries(SIZES).map(([size, rows]) => [size, answerOf(rows)]));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  process.once('disconnect', () => process.exit());
  process.send!(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}

function answerOf(rows: number): Buffer {
  const product = { __typename: 'Product', name: 'A product with a name', price: 12.5, inStock: true };
  return Buffer.from(JSON.stringify({ data: { _entities: Array.from({ length: rows }, () => product) } }));
}

async function stop(child: ChildProcess): Promise<void> {
  child.disconnect();
  await once(child, 'exit');
}
