import { setPolicy } from '../cache/answer-policy.js';
import type { RequestCache } from '../cache/request-cache.js';
import { compileProjector, type Projector } from '../execute/compile-projector.js';
import { executeProgram, type Execution } from '../execute/execute-program.js';
import { projectExactly } from '../execute/project-exactly.js';
import type { Program, Tree } from '../execute/program.js';
import type { ExecutionInput } from '../execute/run-program.js';
import type { OperationAnswer } from './handle-operation.js';
import type { OperationWatch } from './operation-watch.js';
import { withExtensions } from './with-extensions.js';

export interface Executing {
  readonly input: ExecutionInput;
  readonly introspected: Tree;
  readonly watch: OperationWatch | null;
}

/** Executes a program and makes an answer of it, all in one piece. */
export async function answerWhole(
  program: Program,
  { input, introspected, watch }: Executing,
): Promise<OperationAnswer> {
  const execution = await executeProgram(program, input);
  watch?.stage('execute');
  const answer = cacheable(project(program, execution, introspected), input.cache);
  watch?.stage('project');
  return answer;
}

const projectors = new WeakMap<Program, Projector>();

function project(program: Program, { tree, errors }: Execution, introspected: Tree): OperationAnswer {
  let projector = projectors.get(program);
  if (!projector) projectors.set(program, (projector = compileProjector(program.projection.root)));
  const data = projector(tree, introspected) ?? projectExactly(program.projection.root, tree, { introspected, errors });
  return errors.length > 0 ? { errors, data } : { data };
}

/** Says how long an answer may be used again, and what of it has expired. */
function cacheable(answer: OperationAnswer, cache: RequestCache | undefined): OperationAnswer {
  if (!cache) return answer;
  const { stale } = cache;
  const told = stale.length > 0 ? withExtensions(answer, { stale }) : answer;
  if (answer.errors === undefined) setPolicy(told, cache.policy());
  return told;
}
