import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** What became of the requests of one stretch of load. Times in milliseconds. */
export interface LoadResult {
  readonly sent: number;
  /** How long each took that was answered with 200. */
  readonly answered: readonly number[];
  /** How many of those were answered in a second of the stretch. */
  readonly perSecond: number;
  /** How long each took that was refused with 503 and `Retry-After`. */
  readonly refused: readonly number[];
  /** Whatever else came of one: another status, a reset. */
  readonly failed: readonly string[];
}

export interface Stretch {
  readonly port: number;
  /** A whole request, as bytes of HTTP. */
  readonly request: string;
  readonly seconds: number;
}

export interface OpenLoop extends Stretch {
  readonly perSecond: number;
  /** By which it is told how long answers took; `server` alone for how many there were in a second. */
  readonly clock: () => number;
  readonly server: () => number;
}

interface Seen {
  sent: number;
  answered: number[];
  refused: number[];
  failed: string[];
}

const TICK_MS = 5;
const KEPT = 1_000;
/** What is still under way after the stretch is waited for so long. */
const REST_MS = 10_000;

/** A POST of an operation as bytes of HTTP. */
export function postOf(query: string): string {
  const body = JSON.stringify({ query });
  const head = 'POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n';
  return `${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

/** Sends requests at a rate that does not depend on the answers, as clients who know nothing of each other do. */
export async function sendAtRate({ port, request, perSecond, seconds, clock, server }: OpenLoop): Promise<LoadResult> {
  const seen: Seen = { sent: 0, answered: [], refused: [], failed: [] };
  const clients = await openClients(port);
  const underWay = new Set<Promise<void>>();
  const startedAt = server();
  const endsAt = performance.now() + seconds * 1_000;
  let due = 0;
  for (let last = performance.now(), now = last; now < endsAt; last = now, now = performance.now()) {
    // Where this process had to wait itself, it does not make up for it by a burst.
    due += (Math.min(now - last, 4 * TICK_MS) / 1_000) * perSecond;
    for (; due >= 1; due--) {
      seen.sent += 1;
      const askedAt = clock();
      const client = clients.pop() ?? createClient(port);
      const one: Promise<void> = client.ask(request).then((answer) => {
        underWay.delete(one);
        if (client.isOpen()) clients.push(client);
        keep(seen, answer, Math.max(0, clock() - askedAt));
      });
      underWay.add(one);
    }
    await sleep(TICK_MS);
  }
  const answeredPerSecond = (seen.answered.length / (server() - startedAt)) * 1_000;
  await Promise.race([Promise.all(underWay), sleep(REST_MS, undefined, { ref: false })]);
  if (underWay.size > 0) seen.failed.push(`${underWay.size} without an answer`);
  clients.forEach((client) => client.end());
  return { ...seen, perSecond: answeredPerSecond };
}

/** Clients keep their connections, so that what is measured is not how fast a process accepts thousands of new ones. */
async function openClients(port: number): Promise<Client[]> {
  const clients = Array.from({ length: KEPT }, () => createClient(port));
  for (const client of clients) await client.opened;
  return clients;
}

/** How many requests are answered while so many clients ask, each one after the other. */
export async function answeredTo({ port, request, seconds }: Stretch, clients: number): Promise<number> {
  let answered = 0;
  const endsAt = performance.now() + seconds * 1_000;
  const asking = Array.from({ length: clients }, async () => {
    const client = createClient(port);
    while (performance.now() < endsAt) if ((await client.ask(request)).status === 200) answered += 1;
    client.end();
  });
  await Promise.all(asking);
  return answered;
}

function keep(seen: Seen, { status, retryAfter }: Answer, tookMs: number): void {
  if (status === 200) seen.answered.push(tookMs);
  else if (status === 503 && retryAfter) seen.refused.push(tookMs);
  else seen.failed.push(status === 0 ? 'cut off' : String(status));
}

interface Answer {
  /** 0 when the connection ended without one. */
  readonly status: number;
  readonly retryAfter: boolean;
}

interface Client {
  readonly opened: Promise<unknown>;
  ask(request: string): Promise<Answer>;
  isOpen(): boolean;
  end(): void;
}

/** A connection that costs next to nothing, so that it is not the clients who are overloaded. */
function createClient(port: number): Client {
  let isOpen = true;
  let settle: (answer: Answer) => void = () => undefined;
  let text = '';
  const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true });
  socket.setEncoding('latin1').on('error', () => undefined);
  socket.once('close', () => {
    isOpen = false;
    settle({ status: 0, retryAfter: false });
  });
  socket.on('data', (chunk: string) => {
    text += chunk;
    const headEnd = text.indexOf('\r\n\r\n');
    if (headEnd < 0) return;
    const head = text.slice(0, headEnd);
    if (text.length < headEnd + 4 + Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0)) return;
    text = '';
    if (/connection: close/i.test(head)) isOpen = false;
    settle({ status: Number(head.slice(9, 12)), retryAfter: /retry-after: \d/i.test(head) });
  });
  return {
    opened: once(socket, 'connect').catch(() => undefined),
    ask(request) {
      return new Promise((resolve) => {
        settle = resolve;
        socket.write(request);
      });
    },
    isOpen: () => isOpen,
    end: () => void socket.destroy(),
  };
}
