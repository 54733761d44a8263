import type { SubgraphAnswered } from './subgraph-request.js';
import { isRecord } from '../../kit/is-record.js';

const ERRORS_MAX = 100;

/**
 * Reads the text of a GraphQL answer: it must be an object with `data` (an object or null) or with at least one error.
 * Entries of `errors` that are no objects become empty ones, so that it is not forgotten that something failed. Returns
 * what is wrong as text.
 */
export function readAnswer(text: string): SubgraphAnswered | string {
  const body = parse(text);
  if (typeof body === 'string') return body;
  const { data, errors } = body;
  const list = readErrors(errors);
  if (data === undefined) {
    const hasError = Array.isArray(errors) && errors.some(isRecord);
    return hasError ? { kind: 'answered', data: null, errors: list } : 'the answer has neither data nor errors';
  }
  if (data !== null && !isRecord(data)) return 'data is neither an object nor null';
  return { kind: 'answered', data, errors: list };
}

function parse(text: string): Record<string, unknown> | string {
  let body: unknown;
  try {
    body = JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch {
    return text === '' ? 'the answer is empty' : 'the answer is not JSON';
  }
  return isRecord(body) ? body : 'the answer is not an object';
}

function readErrors(errors: unknown): Record<string, unknown>[] | undefined {
  if (errors === undefined || errors === null) return undefined;
  if (!Array.isArray(errors)) return [{}];
  if (errors.length === 0) return undefined;
  return errors.slice(0, ERRORS_MAX).map((error: unknown) => (isRecord(error) ? error : {}));
}
