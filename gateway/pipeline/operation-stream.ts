import type { StreamedAnswer } from '../execute/execute-deferred.js';
import type { StreamPart } from '../execute/stream-part.js';
import type { OperationAnswer } from './handle-operation.js';

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

/** Makes a stream of what is deferred; its first part has the `extensions`. It ends by the deadline of its execution. */
export function deferredStream(
  answers: AsyncIterable<StreamedAnswer>,
  extensions: OperationAnswer['extensions'] | null,
): OperationStream {
  const { promise: over, resolve: close } = Promise.withResolvers<void>();
  return { kind: 'deferred', parts: partsOf(answers, extensions), close, over };
}

async function* partsOf(
  answers: AsyncIterable<StreamedAnswer>,
  extensions: OperationAnswer['extensions'] | null,
): AsyncGenerator<StreamPart, void> {
  for await (const answer of answers)
    yield { kind: 'answer', answer: extensions && 'data' in answer ? { ...answer, extensions } : answer };
}
