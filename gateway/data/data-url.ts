import { requestError } from '../pipeline/request-error.js';
import { acceptedFormat, FORMATS, type Format } from './formats.js';

/** What a data URL asks for. */
export interface DataUrl {
  /** The name of a saved query; null for the list of them. */
  readonly name: string | null;
  /** Null for the list. */
  readonly format: Format | null;
  /** In the order of the URL; a name may come several times. */
  readonly parameters: readonly (readonly [name: string, value: string])[];
}

/** Paths that this answers. */
export function isDataPath(path: string): boolean {
  return path === '/data' || path.startsWith('/data/');
}

/** Reads a URL with `isDataPath`, and for a path without suffix the `Accept` header. Throws `RequestError`. */
export function readDataUrl(url: string, accept: string | undefined): DataUrl {
  const [path = '', ...rest] = url.split('?');
  const parameters = readParameters(rest.join('?'));
  if (path === '/data' || path === '/data/') return { name: null, format: null, parameters };
  const [, name = '', suffix] = /^\/data\/(.*?)(?:\.([^.]*))?$/s.exec(path) ?? [];
  const format = suffix === undefined ? acceptedFormat(accept) : FORMATS.get(suffix);
  if (format) return { name, format, parameters };
  if (suffix !== undefined)
    throw requestError(
      404,
      'DATA_FORMAT_UNKNOWN',
      `There is no such format. The path ends in ${[...FORMATS.keys()].map((known) => `.${known}`).join(' or ')}`,
    );
  throw requestError(
    406,
    'NOT_ACCEPTABLE',
    'The header accept names no form of a table. Accept text/csv or end the path in .csv',
  );
}

function readParameters(query: string): [string, string][] {
  return query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const equals = pair.indexOf('=');
      const [name, value] = equals === -1 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)];
      return [decoded(name), decoded(value)];
    });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw requestError(400, 'BAD_REQUEST', 'The URL is not UTF-8 in percent encoding');
  }
}
