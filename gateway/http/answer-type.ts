import { LRUCache } from 'lru-cache';

/** How an answer is written: its media type, and whether its status may tell of errors in the operation. */
export interface AnswerType {
  readonly contentType: string;
  readonly kind: 'graphql' | 'json' | 'explicit-json';
}

/** `application/graphql-response+json`: the status tells. */
export const GRAPHQL: AnswerType = {
  kind: 'graphql',
  contentType: 'application/graphql-response+json; charset=utf-8',
};
/** `application/json` for a client that takes anything: the status tells, as with Apollo Server. */
export const JSON_FOR_ALL: AnswerType = { kind: 'json', contentType: 'application/json; charset=utf-8' };
/** `application/json` for a client that names it: 200 also for an operation that cannot be run, as the specification asks. */
const JSON_BY_NAME: AnswerType = { kind: 'explicit-json', contentType: 'application/json; charset=utf-8' };

const KNOWN_MAX = 200;
const KNOWN_LENGTH_MAX = 500;
const known = new LRUCache<string, { readonly type: AnswerType | null }>({ max: KNOWN_MAX });

/**
 * The media type for an answer to a client that sent this `Accept` header: the one of the highest quality, the first of
 * equals. Null when it takes none that is offered.
 */
export function answerType(accept: string | undefined): AnswerType | null {
  if (accept === undefined || accept === '*/*') return JSON_FOR_ALL;
  let found = known.get(accept);
  if (found === undefined) {
    found = { type: choose(accept) };
    if (accept.length <= KNOWN_LENGTH_MAX) known.set(accept, found);
  }
  return found.type;
}

function choose(accept: string): AnswerType | null {
  const ranges = accept.split(',').map(readRange);
  const refused = new Set(ranges.filter(({ quality }) => quality === 0).map(({ name }) => name));
  let best: { readonly type: AnswerType; readonly quality: number } | null = null;
  for (const { name, quality, charset } of ranges) {
    const type = offered(name, refused);
    if (type && /^(utf-?8|\*)$/i.test(charset) && quality > (best?.quality ?? 0)) best = { type, quality };
  }
  return best?.type ?? (accept.trim() === '' ? JSON_FOR_ALL : null);
}

function readRange(text: string): { name: string; quality: number; charset: string } {
  const [name = '', ...parameters] = text.split(';');
  const valueOf = (wanted: string) =>
    parameters
      .map((parameter) => parameter.split('='))
      .find(([key]) => key?.trim().toLowerCase() === wanted)?.[1]
      ?.replaceAll(/[\s"]/g, '');
  const quality = Number(valueOf('q') ?? 1);
  return { name: name.trim().toLowerCase(), quality, charset: valueOf('charset') ?? 'utf-8' };
}

function offered(range: string, refused: ReadonlySet<string>): AnswerType | undefined {
  switch (range) {
    case 'application/graphql-response+json':
      return GRAPHQL;
    case 'application/json':
      return JSON_BY_NAME;
    case 'application/*':
    case '*/*':
      if (!refused.has('application/json')) return JSON_FOR_ALL;
      return refused.has('application/graphql-response+json') ? undefined : GRAPHQL;
    default:
      return undefined;
  }
}
