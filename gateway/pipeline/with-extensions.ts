import type { OperationAnswer } from './handle-operation.js';

/** An answer that tells more than it did. */
export function withExtensions(
  answer: OperationAnswer,
  extensions: Readonly<Record<string, unknown>>,
): OperationAnswer {
  return { ...answer, extensions: { ...answer.extensions, ...extensions } };
}
