import type { Problem } from '../../registry/composition/messages.js';
import { lintSubgraph } from '../../registry/composition/lint-subgraph.js';
import { problemsOf } from '../../registry/composition/problems.js';
import { readSubgraph, UnreadableError, type ReadSubgraph } from '../../registry/composition/read-subgraph.js';
import { JoineryError } from '../../kit/errors.js';
import { explanationsOf } from '../explain/explanations.js';
import type { Finding } from '../registry-client/answers.js';

/** What the registry finds in a schema alone. Throws `FILE_WRONG_FORMAT` for what is no GraphQL or not of federation 2. */
export function lintFindings(name: string, sdl: string): Finding[] {
  const read = readOrProblems(name, sdl);
  const problems = Array.isArray(read) ? read : lintSubgraph(read);
  return problems.map((problem) => ({
    ...problem,
    partner: 'its author',
    fix: explanationsOf(problem.code)[0]?.[1].fix ?? 'Correct the named line',
    flow: null,
  }));
}

function readOrProblems(name: string, sdl: string): ReadSubgraph | Problem[] {
  try {
    return readSubgraph({ name, url: 'http://127.0.0.1/', sdl });
  } catch (error) {
    if (error instanceof UnreadableError) throw new JoineryError('FILE_WRONG_FORMAT', error.message, { cause: error });
    return problemsOf(error, []);
  }
}
