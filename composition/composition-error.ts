import { basename } from 'node:path';
import { JoineryError } from '../kit/errors.js';
import type { ComposedFile } from './compose-file.js';
import { problemText } from './problem.js';

export type FailedFile = Exclude<ComposedFile, { kind: 'composed' }>;

/** The error of a `supergraph.yaml` that cannot be composed, with every problem in its message unless they were told. */
export function compositionError(file: string, failed: FailedFile, areTold = false): JoineryError {
  const { kind, problems } = failed;
  const count = problems.length === 1 ? 'one problem' : `${problems.length} problems`;
  const rest = areTold ? '' : `: ${problems.map(problemText).join('; ')}`;
  return new JoineryError(
    kind === 'unreadable' ? 'CONFIG_INVALID' : 'COMPOSITION_FAILED',
    `${basename(file)} has ${count}${rest}`,
  );
}
