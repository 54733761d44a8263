import { request } from 'undici';
import type { IntrospectionLimits } from './supergraph-config.js';

export interface Introspected {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Gives the headers that sign a body. */
  readonly sign?: ((body: string) => Readonly<Record<string, string>>) | undefined;
  readonly limits: IntrospectionLimits;
}

const BODY = JSON.stringify({ query: '{ _service { sdl } }' });

/**
 * Asks a subgraph for its schema, as the federation specification says. Redirects are not followed. Rejects with an
 * `Error` whose message says what happened and what to do.
 */
export async function introspectSdl({ url, headers, sign, limits }: Introspected): Promise<string> {
  const signal = AbortSignal.timeout(limits.timeoutMs);
  try {
    const { statusCode, body } = await request(url, {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/json', ...headers, ...sign?.(BODY) },
      body: BODY,
      signal,
    });
    const text = await textOf(body, limits.responseBytes);
    if (statusCode >= 300 && statusCode < 400) throw new Refusal(`it answers with a redirect. Write the final address`);
    const sdl = sdlIn(text);
    if (sdl !== undefined) return sdl;
    throw new Refusal(
      `it answered ${statusCode} without _service { sdl }. Check the address and the headers, or give a file`,
    );
  } catch (error) {
    if (error instanceof Refusal) throw error;
    if (signal.aborted) throw new Refusal(`it did not answer within ${limits.timeoutMs} ms. Check that it runs`);
    throw new Refusal(`it cannot be reached (${codeOf(error)}). Check that it runs, or give a file`);
  }
}

class Refusal extends Error {}

async function textOf(body: AsyncIterable<Uint8Array>, bytesMax: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > bytesMax) throw new Refusal(`its answer has more than ${bytesMax} bytes. Give its schema as a file`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function sdlIn(text: string): string | undefined {
  try {
    const answer = JSON.parse(text) as { data?: { _service?: { sdl?: unknown } | null } | null } | null;
    const sdl = answer?.data?._service?.sdl;
    return typeof sdl === 'string' ? sdl : undefined;
  } catch {
    return undefined;
  }
}

function codeOf(error: unknown): string {
  const { code, cause } = error as { code?: unknown; cause?: { code?: unknown } };
  const known = code ?? cause?.code;
  return typeof known === 'string' ? known : 'no reason given';
}
