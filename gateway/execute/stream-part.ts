import type { StreamedAnswer } from './execute-deferred.js';
import type { ResponseError } from './graphql-error.js';
import type { Tree } from './program.js';

/** A part of an answer that comes in several, or why there are no more. */
export type StreamPart = AnswerPart | FatalPart;

export interface AnswerPart {
  readonly kind: 'answer';
  readonly answer: (StreamedAnswer | EventAnswer) & { readonly extensions?: Readonly<Record<string, unknown>> };
}

/** The answer to one event. */
export interface EventAnswer {
  readonly errors?: readonly ResponseError[];
  readonly data: Tree | null;
}

/** The last part of a stream that does not come to its end. */
export interface FatalPart {
  readonly kind: 'fatal';
  readonly errors: readonly ResponseError[];
}
