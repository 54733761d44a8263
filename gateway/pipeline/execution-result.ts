import { GraphQLError, type ExecutionResult } from 'graphql';
import type { OperationAnswer } from './handle-operation.js';
import type { OperationStream } from './operation-stream.js';
import { RequestError } from './request-error.js';

/** An answer as graphql-js would give it. A request that was refused has no data, and the status for HTTP. */
export async function executionResult(running: Promise<OperationAnswer | OperationStream>): Promise<ExecutionResult> {
  try {
    const answer = await running;
    if (!('data' in answer)) throw new Error('An answer in parts, for which nobody asked');
    const { data, errors, extensions } = answer;
    return {
      data,
      ...(errors && { errors: errors.map((error) => graphqlError(error)) }),
      ...(extensions && { extensions }),
    };
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    return { errors: error.errors.map((entry) => graphqlError(entry, error.status)) };
  }
}

interface AnswerError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: object;
}

function graphqlError({ message, path, extensions }: AnswerError, status?: number): GraphQLError {
  return new GraphQLError(message, {
    ...(path ? { path } : {}),
    extensions: { ...extensions, ...(status === undefined ? {} : { http: { status } }) },
  });
}
