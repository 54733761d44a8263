import { brotliDecompress, gunzip, inflate, inflateRaw, type ZlibOptions } from 'node:zlib';
import { FAILURES, type Failure } from './failure.js';

export type Decoded =
  { readonly kind: 'bytes'; readonly bytes: Buffer } | { readonly kind: 'failed'; readonly failure: Failure };

type Decoder = (bytes: Buffer, options: ZlibOptions, done: (error: Error | null, bytes: Buffer) => void) => void;

const DECODERS: Readonly<Record<string, Decoder>> = {
  gzip: gunzip,
  'x-gzip': gunzip,
  br: brotliDecompress,
  // The specification means zlib's format, but some servers send bare deflate.
  deflate: (bytes, options, done) => (isZlib(bytes) ? inflate : inflateRaw)(bytes, options, done),
};
const CHUNK_BYTES = 64 * 1024;

/** Decompresses the body of an answer off the event loop, and stops as soon as it has more than `limitBytes`. */
export function decodeBody(encoding: string, bytes: Buffer, limitBytes: number): Promise<Decoded> {
  const decoder = Object.hasOwn(DECODERS, encoding) ? DECODERS[encoding] : undefined;
  if (decoder === undefined) return Promise.resolve(failedWith(FAILURES.unreadable('the content encoding is unknown')));
  return new Promise((resolve) => {
    decoder(bytes, { maxOutputLength: limitBytes, chunkSize: CHUNK_BYTES }, (error, decoded) => {
      resolve(error ? failedWith(failureOf(error, limitBytes)) : { kind: 'bytes', bytes: decoded });
    });
  });
}

function isZlib(bytes: Buffer): boolean {
  return bytes.length >= 2 && (bytes[0]! & 0x0f) === 8 && bytes.readUInt16BE(0) % 31 === 0;
}

function failureOf(error: NodeJS.ErrnoException, limitBytes: number): Failure {
  if (error.code === 'ERR_BUFFER_TOO_LARGE') return FAILURES.tooLarge(`the answer has more than ${limitBytes} bytes`);
  return FAILURES.unreadable('the answer cannot be decompressed');
}

function failedWith(failure: Failure): Decoded {
  return { kind: 'failed', failure };
}
