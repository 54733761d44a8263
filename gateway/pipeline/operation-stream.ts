import type { StreamedAnswer } from '../execute/execute-deferred.js';
import type { StreamPart } from '../execute/stream-part.js';

export type { StreamPart };

/** An answer that comes in several parts. */
export interface OperationStream {
  readonly kind: 'deferred' | 'events';
  /** The parts as they become ready. It never throws. */
  readonly parts: AsyncIterator<StreamPart, void>;
  /** To be called once nobody takes its parts any more, also after the last one. */
  close(): void;
  /** Resolves when nothing is done for it any more; a part that is ready may still be taken. */
  readonly over: Promise<void>;
}

/** What goes with parts of a stream as `extensions`; null for nothing. */
export interface StreamExtensions {
  readonly first: Extensions | null;
  /** Called when the last part is ready. */
  readonly last: (() => Extensions) | null;
}

type Extensions = Readonly<Record<string, unknown>>;

/** Makes a stream of what is deferred. It ends by the deadline of its execution. */
export function deferredStream(answers: AsyncIterable<StreamedAnswer>, extensions: StreamExtensions): OperationStream {
  const { promise: over, resolve: close } = Promise.withResolvers<void>();
  return { kind: 'deferred', parts: partsOf(answers, extensions), close, over };
}

async function* partsOf(
  answers: AsyncIterable<StreamedAnswer>,
  { first, last }: StreamExtensions,
): AsyncGenerator<StreamPart, void> {
  for await (const answer of answers) {
    const begins = 'data' in answer ? first : null;
    const ends = answer.hasNext ? null : (last?.() ?? null);
    const extensions = begins || ends ? { ...begins, ...ends } : null;
    yield { kind: 'answer', answer: extensions ? { ...answer, extensions } : answer };
  }
}
