import type { MediaRange } from './media-range.js';

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

/**
 * The media type for a whole answer to a client that takes these: the one of the highest quality, the first of equals.
 * Null when none of them is offered.
 */
export function answerType(ranges: readonly MediaRange[]): AnswerType | null {
  const refused = new Set(ranges.filter(({ quality }) => quality === 0).map(({ name }) => name));
  let best: { readonly type: AnswerType; readonly quality: number } | null = null;
  for (const { name, quality, parameters } of ranges) {
    const type = offered(name, refused);
    const isReadable = /^(utf-?8|\*)$/i.test(parameters.get('charset') ?? 'utf-8');
    if (type && isReadable && quality > (best?.quality ?? 0)) best = { type, quality };
  }
  return best?.type ?? null;
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
