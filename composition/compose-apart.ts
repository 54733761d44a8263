import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { PACKAGE_ROOT } from '../kit/package-root.js';
import type { Composition } from './compose-schemas.js';
import type { Problem } from './problem.js';
import type { SubgraphSchema } from './subgraph-schema.js';

const TIMEOUT_MS = 60_000;
const MEMORY_MB = 1_024;

/**
 * Composes in a thread of its own with limits of time and memory, so that nothing else waits for it. Rejects with the
 * reason of `signal` when that is raised.
 */
export function composeApart(schemas: readonly SubgraphSchema[], signal?: AbortSignal): Promise<Composition> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const worker = new Worker(workerFile(), {
      workerData: schemas,
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB, stackSizeMb: 16 },
    });
    const close = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      void worker.terminate();
    };
    const end = (composition: Composition) => {
      resolve(composition);
      close();
    };
    const abort = () => {
      reject(signal!.reason as Error);
      close();
    };
    signal?.addEventListener('abort', abort);
    const timer = setTimeout(
      () =>
        end(failed('COMPOSITION_TIMEOUT', `Composing took more than ${TIMEOUT_MS / 1_000} s. Make schemas smaller`)),
      TIMEOUT_MS,
    );
    worker.once('message', end);
    worker.once('error', ({ message }) => end(failed('INVALID_GRAPHQL', `Composing broke off: ${message}`)));
  });
}

function failed(code: Problem['code'], message: string): Composition {
  return { kind: 'failed', problems: [{ code, message, subgraphs: [], places: [] }] };
}

/** The worker runs from the built files, also when this file is run from its source by a test. */
function workerFile(): string {
  const built = join(PACKAGE_ROOT, 'dist', 'composition', 'compose-worker.js');
  if (!existsSync(built)) throw new Error('The composition has not been built. Run npm run build');
  return built;
}
