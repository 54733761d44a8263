import { answeredErrors } from './answered-errors.js';
import type { ResponseError } from './graphql-error.js';
import type { Program, Tree } from './program.js';
import { ProgramRun, type ExecutionInput } from './run-program.js';

export interface Execution {
  readonly tree: Tree;
  readonly errors: ResponseError[];
}

/** Runs a program that answers all at once. Never rejects. */
export function executeProgram(program: Program, input: ExecutionInput): Promise<Execution> {
  return new Promise((resolve) => {
    const run = new ProgramRun(program, input, () => {
      const errors = answeredErrors(program.projection.root, run.tree, run.errors[0]!);
      resolve({ tree: run.tree, errors });
    });
    run.start();
  });
}
