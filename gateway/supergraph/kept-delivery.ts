import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { sha256 } from '../../kit/release-signature.js';
import { assertGenuine, contractAt, type DeliveredSupergraph } from './registry-answer.js';

/** Where the newest supergraph of a registry is kept that could be used. */
export interface KeptDelivery {
  /** Undefined when none was kept, or what was kept has been changed. */
  read(): Promise<DeliveredSupergraph | undefined>;
  /** Rejects when it cannot be written. */
  keep(delivered: DeliveredSupergraph): Promise<void>;
}

const shape = z.object({
  serial: z.number(),
  createdAt: z.string(),
  signature: z.string(),
  key: z.string(),
  sdl: z.string(),
});

/** Keeps the newest supergraph of one registry in the data folder. */
export function keptDeliveryIn(dataDir: string, url: string): KeptDelivery {
  const folder = join(dataDir, 'supergraphs');
  const file = join(folder, `${sha256(url).slice(0, 16)}.json`);
  return {
    async read() {
      try {
        const kept = shape.parse(JSON.parse(await readFile(file, 'utf8')));
        const delivered = { ...kept, sdlHash: sha256(kept.sdl), contract: contractAt(url) };
        assertGenuine(delivered, kept.key, undefined);
        return delivered;
      } catch {
        return undefined;
      }
    },
    async keep({ serial, createdAt, signature, key, sdl }) {
      const part = `${file}.${process.pid}`;
      await mkdir(folder, { recursive: true });
      await writeFile(part, JSON.stringify({ serial, createdAt, signature, key, sdl }), { flush: true });
      await rename(part, file);
    },
  };
}
