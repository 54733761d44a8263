import { compositionError } from '../../composition/composition-error.js';
import type { Environment } from '../../kit/env.js';
import { readSupergraphFile } from './supergraph.js';

/** What a source has at present. */
export interface SourceState {
  /** The supergraph's text, or why there is none. */
  readonly text: string | Error;
  /** Whether it may be read another time without a file changing, as when a subgraph is down. */
  readonly mayRecover: boolean;
}

/** Reads what a source has at present; calls back with the files that it depends on before it reads them all. */
export type SupergraphSource = (onFiles: (files: readonly string[]) => void) => Promise<SourceState>;

/** The source that a file is: a `supergraph.yaml`, which is composed with variables of `env`, or else a supergraph. */
export function supergraphSource(file: string, env: Environment): SupergraphSource {
  if (!/\.ya?ml$/i.test(file))
    return async () => ({ text: await readSupergraphFile(file).catch((error: Error) => error), mayRecover: false });
  return async (onFiles) => {
    const { composeFile } = await import('../../composition/compose-file.js');
    const composed = await composeFile(file, { env, onFiles: (files) => onFiles([file, ...files]) }).catch(
      (error: Error) => error,
    );
    if (composed instanceof Error) return { text: composed, mayRecover: false };
    if (composed.kind === 'composed') return { text: composed.sdl, mayRecover: false };
    const mayRecover = composed.problems.some(({ code }) => code === 'SUBGRAPH_INTROSPECTION_FAILED');
    return { text: compositionError(file, composed), mayRecover };
  };
}
