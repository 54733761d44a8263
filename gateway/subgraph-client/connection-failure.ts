import { FAILURES, type Failure } from './failure.js';

/** How far a request had come when its connection broke. */
export interface Progress {
  readonly wasSent: boolean;
  /** Whether the head of the answer had arrived. */
  readonly hasHead: boolean;
}

/** A wrong certificate or address stays wrong. */
const LASTING = /^(ERR_TLS_|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH|ADDRESS_NOT_ALLOWED)/;
const LOST = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE', 'ECONNABORTED', 'UND_ERR_DESTROYED', 'UND_ERR_CLOSED']);

/** What an error of the HTTP client means. */
export function connectionFailure(error: unknown, progress: Progress): Failure {
  const code = codeOf(error);
  if (code === 'UND_ERR_HEADERS_OVERFLOW') return FAILURES.tooLarge('the headers of the answer are too large');
  if (code === 'UND_ERR_INVALID_ARG') return { ...lost('the request cannot be sent', progress), isFault: false };
  if (!progress.wasSent) return { ...lost(`no connection (${code})`, progress), ...retried(!LASTING.test(code)) };
  if (!LOST.has(code)) return FAILURES.unreadable(`the answer is not HTTP (${code})`);
  if (progress.hasHead) return { ...lost('the connection broke within the answer', progress), isTransient: true };
  return { ...lost(`the connection broke before an answer (${code})`, progress), ...retried(true) };
}

function codeOf(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  return typeof code === 'string' ? code : 'unknown';
}

function lost(reason: string, { wasSent }: Progress): Failure {
  return { code: 'DOWNSTREAM_SERVICE_ERROR', reason, isTransient: false, mayRetry: false, isFault: true, wasSent };
}

function retried(isTransient: boolean): Pick<Failure, 'isTransient' | 'mayRetry'> {
  return { isTransient, mayRetry: isTransient };
}
