import { request, type Dispatcher } from 'undici';
import { gunzipSync } from 'node:zlib';
import { JoineryError } from '../../kit/errors.js';

/** How the subgraph is reached. */
export interface Address {
  readonly url: string;
  /** What proves that a request is the gateway's. */
  readonly headers: Headers;
  /** Signs a body as the gateway does; null when it is not signed. */
  readonly sign: ((body: string) => Headers) | null;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

type Headers = Readonly<Record<string, string>>;

export interface Sent {
  readonly method?: 'GET' | 'POST';
  /** Added to the address. */
  readonly search?: string;
  readonly headers?: Headers;
  readonly body?: string;
  /** Without what proves that it is the gateway's, or with what proves it of another body. */
  readonly proof?: 'none' | 'forged';
}

/** What came back. */
export interface Reply {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Headers;
  readonly text: string;
  /** Undefined when the text is no JSON object. */
  readonly body: ReplyBody | undefined;
  readonly tookMs: number;
}

export interface ReplyBody {
  readonly data?: unknown;
  readonly errors?: unknown;
}

const BYTES_MAX = 64 * 1024 * 1024;

/** Sends one request. Redirects are not followed. Throws `SUBGRAPH_UNREADABLE` when nothing comes back. */
export async function exchange(address: Address, sent: Sent): Promise<Reply> {
  const { url, timeoutMs, signal } = address;
  const startedAt = performance.now();
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const response = await request(sent.search === undefined ? url : `${url}?${sent.search}`, {
      method: sent.method ?? 'POST',
      headers: {
        accept: 'application/graphql-response+json, application/json;q=0.9',
        ...(sent.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...proofOf(address, sent),
        ...sent.headers,
      },
      body: sent.body ?? null,
      signal: AbortSignal.any([signal, timeout]),
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    const text = decoded(await bytesOf(response.body), response.headers['content-encoding']);
    const tookMs = performance.now() - startedAt;
    return { status: response.statusCode, headers: flat(response.headers), text, body: bodyOf(text), tookMs };
  } catch (error) {
    if (signal.aborted || error instanceof JoineryError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    const reason = timeout.aborted
      ? `it did not answer within ${timeoutMs / 1_000} s`
      : `no answer (${code ?? 'broken off'})`;
    throw new JoineryError('SUBGRAPH_UNREADABLE', `${url}: ${reason}. Check that it runs`, { cause: error });
  }
}

function proofOf({ headers, sign }: Address, { body = '', proof }: Sent): Headers {
  if (proof === 'none') return {};
  return { ...headers, ...sign?.(proof === 'forged' ? `${body} ` : body) };
}

async function bytesOf(body: Dispatcher.ResponseData['body']): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > BYTES_MAX) throw new JoineryError('SUBGRAPH_UNREADABLE', `its answer has more than ${BYTES_MAX} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Empty for what is not compressed as it says. */
function decoded(bytes: Buffer, encoding: unknown): string {
  if (encoding !== 'gzip') return bytes.toString('utf8');
  try {
    return gunzipSync(bytes, { maxOutputLength: BYTES_MAX }).toString('utf8');
  } catch {
    return '';
  }
}

function flat(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}

function bodyOf(text: string): ReplyBody | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
