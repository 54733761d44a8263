import type { IncomingMessage } from 'node:http';
import { requestError, type RequestError } from '../pipeline/request-error.js';
import type { OperationParameters } from '../pipeline/operation-request.js';
import { JsonRefused, parseStrictJson } from './strict-json.js';
import { readParameters } from './url-parameters.js';

/** What a GraphQL request may say; nothing of it may stand in the URL and in the body. */
const NAMES = ['query', 'operationName', 'variables', 'extensions', 'documentId'] as const;

/**
 * The parameters of a request by POST, from the text of its body; a list of them for a list of at most `batchLength`.
 * Throws `RequestError`.
 */
export function operationFromBody(
  request: IncomingMessage,
  text: string,
  batchLength: number,
): OperationParameters | readonly OperationParameters[] {
  refuseTwoPlaces(request.url ?? '/');
  const value = parsed(text, 'The body');
  return Array.isArray(value) ? batch(value, batchLength) : checked(value);
}

/** The parameters of a request by GET, from its URL. Throws `RequestError`. */
export function operationFromUrl(request: IncomingMessage): OperationParameters {
  const given = parameters(request.url ?? '/');
  const text = (name: string) => given.get(name) ?? null;
  const json = (name: string) => (given.get(name) ? parsed(given.get(name)!, `The parameter ${name}`) : null);
  return checked({
    query: text('query'),
    operationName: text('operationName') || null,
    variables: json('variables'),
    extensions: json('extensions'),
    documentId: text('documentId'),
  });
}

function batch(list: readonly unknown[], lengthMax: number): readonly OperationParameters[] {
  if (lengthMax === 0)
    throw requestError(
      400,
      'BATCHING_NOT_ENABLED',
      'Several operations in one request are not taken. Send them one by one',
    );
  if (list.length > lengthMax)
    throw requestError(
      400,
      'BATCH_LIMIT_EXCEEDED',
      `The request has more than ${lengthMax} operations. Send fewer at once`,
    );
  if (list.length === 0) throw badRequest('The list of operations is empty');
  return list.map(checked);
}

function refuseTwoPlaces(url: string): void {
  if (!url.includes('?')) return;
  const given = parameters(url);
  const twice = NAMES.find((name) => given.has(name));
  if (twice !== undefined)
    throw badRequest(`The parameter ${twice} is in the URL of a POST. Send it in the body alone`);
}

function parameters(url: string): ReadonlyMap<string, string> {
  const read = readParameters(url);
  if (typeof read === 'string') throw badRequest(read);
  return read;
}

function parsed(text: string, what: string): unknown {
  try {
    return parseStrictJson(text);
  } catch (error) {
    if (error instanceof JsonRefused) throw badRequest(`${what} cannot be read: ${error.message}`);
    throw error;
  }
}

function checked(given: unknown): OperationParameters {
  if (!isObject(given) || given === null) throw badRequest('The body must be a JSON object with a query');
  return {
    query: optional(given, 'query', isText, 'a text'),
    operationName: optional(given, 'operationName', isText, 'a text'),
    variables: optional(given, 'variables', isObject, 'an object'),
    extensions: optional(given, 'extensions', isObject, 'an object'),
    documentId: optional(given, 'documentId', isText, 'a text'),
  };
}

function optional<Value>(
  given: Readonly<Record<string, unknown>>,
  name: (typeof NAMES)[number],
  is: (value: unknown) => value is Value,
  wanted: string,
): Value | null {
  const value = given[name];
  if (value === undefined || value === null) return null;
  if (is(value)) return value;
  throw badRequest(`${name} must be ${wanted}`);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && !Array.isArray(value);
}

function badRequest(message: string): RequestError {
  return requestError(400, 'BAD_REQUEST', message);
}
