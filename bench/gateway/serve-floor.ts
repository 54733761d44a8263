/**
 * A process that does the least a gateway could: the fetches that our gateway made for a workload, in its order and
 * stages, `JSON.parse` of each answer, and a fixed answer. Arguments: file with the recorded stages and answer, port.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { Pool } from 'undici';
import type { Recorded } from './record-stages.js';

const [, , file, port] = process.argv;
const recorded = JSON.parse(readFileSync(file!, 'utf8')) as Record<string, Recorded>;
const pools = new Map<string, Pool>();
const headers = { 'content-type': 'application/json' };

createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { operationName } = JSON.parse(Buffer.concat(chunks).toString()) as { operationName: string };
    const { stages, answer } = recorded[operationName] ?? { stages: [], answer: '{}' };
    runStage(stages, 0, () => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(answer) });
      response.end(answer);
    });
  });
}).listen(Number(port), '127.0.0.1');

function runStage(stages: Recorded['stages'], index: number, done: () => void): void {
  const stage = stages[index];
  if (!stage) return done();
  let left = stage.length;
  for (const { url, body } of stage) fetchOnce(url, body, () => --left === 0 && runStage(stages, index + 1, done));
}

function fetchOnce(url: string, body: string, done: () => void): void {
  let pool = pools.get(url);
  if (!pool) pools.set(url, (pool = new Pool(new URL(url).origin, { connections: 12, pipelining: 1 })));
  const chunks: Buffer[] = [];
  pool.dispatch(
    { path: '/graphql', method: 'POST', headers, body },
    {
      onRequestStart: () => undefined,
      onResponseStart: () => undefined,
      onResponseData: (_controller, chunk) => void chunks.push(chunk),
      onResponseEnd: () => {
        JSON.parse(Buffer.concat(chunks).toString());
        done();
      },
      onResponseError: (_controller, error) => {
        throw error;
      },
    },
  );
}
