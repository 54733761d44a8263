import { request, type Dispatcher } from 'undici';
import { JoineryError } from '../../kit/errors.js';
import { printable } from '../output/printable.js';
import { RegistryRefusalError } from './registry-refusal-error.js';

export interface Operation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface Destination {
  readonly url: string;
  readonly token: string;
  readonly timeoutMs: number;
  readonly dispatcher: Dispatcher;
  readonly signal: AbortSignal;
}

const ANSWER_BYTES_MAX = 64 * 1024 * 1024;
const MESSAGE_CHARACTERS = 2_000;

interface Body {
  readonly data?: unknown;
  readonly errors?: readonly { readonly message?: unknown; readonly extensions?: { readonly code?: unknown } | null }[];
}

/**
 * Posts an operation to a registry and gives its data. Redirects are not followed: the token is for this address. Throws
 * `REGISTRY_UNREACHABLE`, `REGISTRY_ANSWER_INVALID`, or `RegistryRefusalError` with what the registry says.
 */
export async function postOperation<Data>(operation: Operation, destination: Destination): Promise<Data> {
  const { status, body } = await exchange(operation, destination);
  const [error] = body?.errors ?? [];
  if (error && typeof error.message === 'string') {
    const code = error.extensions?.code;
    throw refusal(typeof code === 'string' ? code : 'INTERNAL_SERVER_ERROR', error.message, destination);
  }
  if (status >= 500) throw unreachable(destination, `answers ${status}`);
  if (body?.data === undefined || body.data === null) {
    throw new JoineryError(
      'REGISTRY_ANSWER_INVALID',
      `${destination.url}/graphql answered ${status} without what was asked for. Check --registry`,
    );
  }
  return body.data as Data;
}

/** An operation that the registry cannot validate was written for another version of it. */
function refusal(code: string, message: string, { url }: Destination): Error {
  if (code === 'GRAPHQL_VALIDATION_FAILED') {
    return new JoineryError(
      'REGISTRY_ANSWER_INVALID',
      `${url} is of another version or no registry: ${brief(message)}`,
    );
  }
  return new RegistryRefusalError(code, brief(message));
}

function brief(message: string): string {
  return printable(message).slice(0, MESSAGE_CHARACTERS);
}

async function exchange(
  operation: Operation,
  destination: Destination,
): Promise<{ readonly status: number; readonly body: Body | undefined }> {
  const { url, token, timeoutMs, dispatcher, signal } = destination;
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const { statusCode: status, body } = await request(`${url}/graphql`, {
      dispatcher,
      method: 'POST',
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        authorization: `Bearer ${token}`,
        'user-agent': 'joinery',
      },
      body: JSON.stringify(operation),
      signal: AbortSignal.any([signal, timeout]),
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    return { status, body: parsed(await textOf(body, destination)) };
  } catch (error) {
    if (signal.aborted || error instanceof JoineryError) throw error;
    throw unreachable(destination, timeout.aborted ? `did not answer within ${timeoutMs / 1_000} s` : reasonOf(error));
  }
}

async function textOf(body: AsyncIterable<Uint8Array>, { url }: Destination): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > ANSWER_BYTES_MAX) {
      throw new JoineryError('REGISTRY_ANSWER_INVALID', `${url} answered with more than ${ANSWER_BYTES_MAX} bytes`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parsed(text: string): Body | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function unreachable({ url }: Destination, what: string): JoineryError {
  return new JoineryError('REGISTRY_UNREACHABLE', `${url} ${what}. Check --registry and that it runs`);
}

function reasonOf(error: unknown): string {
  const { code, cause, message } = error as { code?: unknown; cause?: { code?: unknown }; message?: unknown };
  const known = [code, cause?.code].find((one) => typeof one === 'string') ?? message;
  return `cannot be connected to (${String(known).slice(0, 100)})`;
}
