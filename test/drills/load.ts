import { Agent, request as httpRequest } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** What one client saw of one request. */
export interface Seen {
  /** Milliseconds of the monotonic clock at which it was over. */
  readonly at: number;
  readonly tookMs: number;
  /** `full`: answered without errors; `partial`: some of it null; `refused`: 503 with `Retry-After`; else `failed`. */
  readonly outcome: 'full' | 'partial' | 'refused' | 'failed';
  /** The codes of its errors with the subgraphs they name, or why it failed. */
  readonly why: string;
}

/** Clients that ask, wait a moment, and ask again. */
export interface Load {
  readonly seen: readonly Seen[];
  stop(): Promise<void>;
}

export interface LoadOptions {
  readonly url: string;
  readonly query: string;
  readonly clients: number;
  /** Between an answer and the next question of a client. */
  readonly pauseMs: number;
  /** Whether the parts that no fault may touch are all there. */
  readonly isUntouched: (data: unknown) => boolean;
}

const TIMEOUT_MS = 30_000;

export function startLoad(options: LoadOptions): Load {
  const agent = new Agent({ keepAlive: true, maxSockets: Infinity });
  const seen: Seen[] = [];
  let isOver = false;
  const client = async () => {
    while (!isOver) {
      const startedAt = performance.now();
      const result = await ask(agent, options);
      seen.push({ at: performance.now(), tookMs: performance.now() - startedAt, ...result });
      await sleep(options.pauseMs);
    }
  };
  const running = Promise.all(Array.from({ length: options.clients }, client));
  return {
    seen,
    async stop() {
      isOver = true;
      await running;
      agent.destroy();
    },
  };
}

type Result = Pick<Seen, 'outcome' | 'why'>;

function ask(agent: Agent, { url, query, isUntouched }: LoadOptions): Promise<Result> {
  const headers = { 'content-type': 'application/json' };
  return new Promise((resolve) => {
    const fail = (error: NodeJS.ErrnoException) => resolve({ outcome: 'failed', why: error.code ?? error.message });
    const request = httpRequest(url, { method: 'POST', headers, agent, timeout: TIMEOUT_MS }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk)).once('error', fail);
      response.once('end', () => {
        if (response.statusCode === 503 && response.headers['retry-after'] !== undefined)
          return resolve({ outcome: 'refused', why: '503' });
        if (response.statusCode !== 200) return resolve({ outcome: 'failed', why: String(response.statusCode) });
        resolve(resultOf(Buffer.concat(chunks).toString(), isUntouched));
      });
    });
    request.once('error', fail).once('timeout', () => request.destroy(new Error('no answer in 30 s')));
    request.end(JSON.stringify({ query }));
  });
}

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly { readonly extensions?: { readonly code?: string; readonly serviceName?: string } }[];
}

function resultOf(text: string, isUntouched: LoadOptions['isUntouched']): Result {
  const { data, errors = [] } = JSON.parse(text) as Answer;
  const named = errors.map(({ extensions }) => `${extensions?.code} of ${extensions?.serviceName}`);
  const why = [...new Set(named)].join(', ');
  if (!isUntouched(data)) return { outcome: 'failed', why: `what no fault may touch is missing (${why})` };
  return { outcome: errors.length > 0 ? 'partial' : 'full', why };
}
