import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Seen } from './traffic.js';

/** The process in which the subgraphs of a graph run. */
export interface Subgraphs {
  readonly urls: Readonly<Record<string, string>>;
  /** What they have seen. */
  look(): Promise<Seen>;
  stop(): void;
}

/** Starts the subgraphs of a graph; databases go into the folder. */
export async function startSubgraphs(graph: string, folder: string): Promise<Subgraphs> {
  const child = fork(join(import.meta.dirname, 'serve-subgraphs.js'), [graph, folder]);
  const next = async <Message>() => (await once(child, 'message'))[0] as Message;
  const failed = once(child, 'exit').then(([code]) => Promise.reject(new Error(`The subgraphs ended with ${code}`)));
  failed.catch(() => undefined);
  const { urls } = await Promise.race([next<{ urls: Record<string, string> }>(), failed]);
  return {
    urls,
    look: () => {
      const seen = next<Seen>();
      child.send({});
      return seen;
    },
    stop: () => void child.kill('SIGKILL'),
  };
}
