import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { readSupergraph, type Supergraph } from './supergraph.js';

/** Where the last supergraph that could be used is kept, for a start on which its file cannot be. */
export interface LastGood {
  /** Undefined when none was kept. */
  read(): Promise<Supergraph | undefined>;
  /** Rejects when it cannot be written. */
  keep(supergraph: Supergraph): Promise<void>;
}

/** Keeps the last good supergraph of one file in the data folder. */
export function lastGoodIn(dataDir: string, file: string): LastGood {
  const folder = join(dataDir, 'supergraphs');
  const name = createHash('sha256').update(resolve(file)).digest('hex').slice(0, 16);
  const kept = join(folder, `${name}.graphql`);
  return {
    async read() {
      try {
        return readSupergraph(await readFile(kept, 'utf8'), kept);
      } catch {
        return undefined;
      }
    },
    async keep({ sdl }) {
      const part = `${kept}.${process.pid}`;
      await mkdir(folder, { recursive: true });
      await writeFile(part, sdl, { flush: true });
      await rename(part, kept);
    },
  };
}
