import type { Problem } from '../../registry/composition/messages.js';
import { lintPersonalData } from '../../registry/composition/lint-personal-data.js';
import { lintSuppression } from '../../registry/composition/lint-suppression.js';
import { lintSubgraph } from '../../registry/composition/lint-subgraph.js';
import { problemsOf } from '../../registry/composition/problems.js';
import { readSubgraph, UnreadableError, type ReadSubgraph } from '../../registry/composition/read-subgraph.js';
import { JoineryError } from '../../kit/errors.js';
import { explanationsOf } from '../explain/explanations.js';
import type { Finding } from '../registry-client/answers.js';

/** What the registry finds in a schema alone. Throws `SUBGRAPH_SCHEMA_INVALID` for what is not of federation 2. */
export function lintFindings(name: string, sdl: string): Finding[] {
  const read = readOrProblems(name, sdl);
  const problems = Array.isArray(read) ? read : lint(read);
  return problems.map((problem) => ({
    ...problem,
    partner: 'its author',
    fix: explanationsOf(problem.code)[0]?.[1].fix ?? 'Correct the named line',
    flow: null,
    usage: null,
  }));
}

/** The tags that a registry begins with. */
const PERSONAL_DATA = { tags: ['personal', 'special-category'], before: null };

function lint(read: ReadSubgraph): Problem[] {
  return [...lintPersonalData(read, PERSONAL_DATA), ...lintSuppression(read), ...lintSubgraph(read)];
}

function readOrProblems(name: string, sdl: string): ReadSubgraph | Problem[] {
  try {
    return readSubgraph({ name, url: 'http://127.0.0.1/', sdl });
  } catch (error) {
    if (error instanceof UnreadableError)
      throw new JoineryError('SUBGRAPH_SCHEMA_INVALID', error.message, { cause: error });
    return problemsOf(error, []);
  }
}
