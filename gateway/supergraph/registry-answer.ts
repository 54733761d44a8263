import { isSignedBy, readPublicKey, sha256, type SignedRelease } from '../../kit/release-signature.js';

/** A supergraph as a registry delivered it, with what proves it. */
export interface DeliveredSupergraph extends SignedRelease {
  readonly sdl: string;
  readonly signature: string;
  /** The public key that signed it: 32 bytes in base64. */
  readonly key: string;
}

/** Asked for the live supergraph, a registry has another one, or the one that is known. */
export type RegistryAnswer =
  | { readonly kind: 'changed'; readonly delivered: DeliveredSupergraph; readonly etag: string }
  | { readonly kind: 'same' };

export interface RegistryRequest {
  readonly url: string;
  readonly token: string | null;
  readonly etag: string | undefined;
  /** How long the registry may wait for a change. */
  readonly waitSeconds: number;
  readonly signal: AbortSignal;
}

/** Over and above the waiting. */
const ANSWER_MS = 10_000;
const ANSWER_BYTES_MAX = 64 * 1024 * 1024;

/** Asks a registry for its live supergraph. Rejects when it does not answer in time, or not as a registry does. */
export async function askRegistry({ url, token, etag, waitSeconds, signal }: RegistryRequest): Promise<RegistryAnswer> {
  const response = await fetch(`${url.replace(/\/+$/, '')}/supergraph?wait=${waitSeconds}`, {
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(etag === undefined ? {} : { 'if-none-match': etag }),
    },
    redirect: 'error',
    signal: AbortSignal.any([signal, AbortSignal.timeout(waitSeconds * 1_000 + ANSWER_MS)]),
  });
  if (response.status === 304) return { kind: 'same' };
  const sdl = await textOf(response);
  if (response.status === 404) throw new Error('it has no supergraph: nothing was published yet');
  if (response.status !== 200) throw new Error(`it answered with status ${response.status}`);
  const header = (name: string) => response.headers.get(name) ?? '';
  const delivered = {
    sdl,
    sdlHash: sha256(sdl),
    serial: Number(header('x-joinery-serial')),
    createdAt: header('x-joinery-created-at'),
    signature: header('x-joinery-signature'),
    key: header('x-joinery-key'),
    contract: contractAt(url),
  };
  return { kind: 'changed', delivered, etag: header('etag') };
}

/** The contract that is followed at `…/contracts/<name>`: what is signed for another, or for the whole graph, is none of it. */
export function contractAt(url: string): string | undefined {
  return /\/contracts\/([\w-]+)\/*$/.exec(new URL(url).pathname)?.[1];
}

/** Throws unless the supergraph is signed by the key, and is not older than the one that is known. */
export function assertGenuine(
  delivered: DeliveredSupergraph,
  key: string,
  known: Pick<DeliveredSupergraph, 'serial' | 'sdlHash'> | undefined,
): void {
  const publicKey = readPublicKey(key);
  if (!publicKey || !Number.isSafeInteger(delivered.serial) || !isSignedBy(publicKey, delivered, delivered.signature)) {
    throw new Error('its signature is not of the key that is trusted');
  }
  if (known === undefined || delivered.serial > known.serial) return;
  if (delivered.serial === known.serial && delivered.sdlHash === known.sdlHash) return;
  throw new Error(`it is number ${delivered.serial}, and number ${known.serial} was live already`);
}

async function textOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += (chunk as Uint8Array).length;
    if (bytes > ANSWER_BYTES_MAX) throw new Error(`its answer has more than ${ANSWER_BYTES_MAX} bytes`);
    chunks.push(chunk as Uint8Array);
  }
  return Buffer.concat(chunks).toString('utf8');
}
