import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { composeStarted } from './compose-started.js';
import { startJoinery, type Ended, type Running } from './joinery-command.js';
import { createOwnClock } from './own-clock.js';
import type { StartedSdlSubgraph } from './start-sdl-subgraph.js';

/** What a test did to the process, as the process itself measured it. */
export interface ProcessFacts {
  /** The longest time that the event loop was held, in processor time. */
  readonly heldMs: number;
  /** The same by the clock, in which the process may also have waited for its turn. */
  readonly delayMs: number;
  /** How much more memory is in use than before the first test; collected if it is more than 64 MiB. */
  readonly grownBytes: number;
  readonly rssBytes: number;
  /** Properties of built-in objects that were added, changed or taken away. */
  readonly changedBuiltIns: readonly string[];
}

/** An answer over HTTP. */
export interface HttpReply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** By the clock of the gateway and of this process. */
  readonly tookMs: number;
}

export interface HttpAsk {
  readonly method?: string;
  readonly path?: string;
  /** With `content-type: application/json` if there is a body. An empty header is not sent. */
  readonly headers?: Readonly<Record<string, string>>;
  /** A text as it is; anything else as JSON. */
  readonly body?: unknown;
}

/** The built gateway in a process of its own. */
export interface GatewayProcess {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** The time by a clock that stands still while the gateway or this process waits for a processor. */
  clock(): number;
  /** The file of its supergraph, which it follows. */
  readonly supergraphFile: string;
  /** Everything it wrote so far. */
  log(): string;
  isAlive(): boolean;
  send(ask: HttpAsk): Promise<HttpReply>;
  /** Posts an operation. */
  ask(query: string, variables?: Readonly<Record<string, unknown>>): Promise<HttpReply>;
  beginMeasuring(): Promise<void>;
  endMeasuring(): Promise<ProcessFacts>;
  kill(signal: NodeJS.Signals): void;
  ended(): Promise<Ended>;
  stop(): Promise<void>;
}

export interface GatewayProcessOptions {
  readonly subgraphs: readonly Pick<StartedSdlSubgraph, 'name' | 'sdl' | 'url'>[];
  /** Settings as the configuration file has them. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** Settings of a gateway that refuses nobody, for tests of many requests at once on a machine that may be slow. */
export const NEVER_OVER = { requests: 0 };

const NODE_OPTIONS = ['--expose-gc', '--import', resolve('test/support/report-on-process.mjs')];

/** Starts the built gateway with our own engine over started subgraphs, logging all it can, and warms it up. */
export async function startGatewayProcess(options: GatewayProcessOptions): Promise<GatewayProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'joinery-test-'));
  const supergraph = join(folder, 'supergraph.graphql');
  const config = join(folder, 'gateway.yaml');
  writeFileSync(supergraph, composeStarted(options.subgraphs).sdl);
  // JSON is YAML.
  writeFileSync(config, JSON.stringify({ logLevel: 'debug', ...options.settings }));
  const args = ['gateway', '--supergraph', supergraph, '--port', '0', '--engine', 'joinery', '--config', config];
  const running = startJoinery(args, {
    env: { JOINERY_DATA_DIR: folder },
    nodeOptions: NODE_OPTIONS,
    hasChannel: true,
  });
  const url = (await running.until(/listens on (http:\S+)/))[1]!;
  const gateway = describe(running, url, { folder, supergraph });
  for (let i = 0; i < 20; i++) await gateway.ask('{ __typename }');
  return gateway;
}

function describe(running: Running, url: string, files: { folder: string; supergraph: string }): GatewayProcess {
  const agent = new Agent({ keepAlive: true, maxSockets: Infinity });
  let isAlive = true;
  void running.ended().then(() => (isAlive = false));
  const clock = createOwnClock(running.pid);
  const send = (ask: HttpAsk) => exchange(ask, { url, agent, clock });
  return {
    url,
    port: Number(new URL(url).port),
    pid: running.pid,
    clock,
    supergraphFile: files.supergraph,
    log: () => running.stdout() + running.stderr(),
    isAlive: () => isAlive,
    send,
    ask: (query, variables = {}) => send({ body: { query, variables } }),
    beginMeasuring: async () => void (await running.tell('begin')),
    endMeasuring: async () => (await running.tell('end')) as ProcessFacts,
    kill: (signal) => running.kill(signal),
    ended: () => running.ended(),
    async stop() {
      agent.destroy();
      running.kill('SIGTERM');
      await running.ended();
      rmSync(files.folder, { recursive: true, force: true });
    },
  };
}

interface Exchange {
  readonly url: string;
  readonly agent: Agent;
  readonly clock: () => number;
}

function exchange({ method = 'POST', path = '/graphql', ...ask }: HttpAsk, { url, agent, clock }: Exchange) {
  const type = method === 'GET' ? {} : { 'content-type': 'application/json' };
  const headers = Object.fromEntries(Object.entries({ ...type, ...ask.headers }).filter(([, value]) => value !== ''));
  const body = typeof ask.body === 'string' || Buffer.isBuffer(ask.body) ? ask.body : JSON.stringify(ask.body ?? {});
  const startedAt = clock();
  return new Promise<HttpReply>((settle, reject) => {
    const request = httpRequest(new URL(path, url), { method, headers, agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () =>
        settle({
          status: response.statusCode!,
          headers: response.headers,
          text: Buffer.concat(chunks).toString(),
          tookMs: Math.max(0, clock() - startedAt),
        }),
      );
    });
    request.once('error', reject);
    request.end(method === 'GET' ? undefined : body);
  });
}
