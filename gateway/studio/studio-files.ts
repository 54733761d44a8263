import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { contentPolicy } from './content-policy.js';

const fileShape = z.object({
  type: z.string(),
  tag: z.string(),
  encodings: z.array(z.enum(['br', 'gzip'])),
});
const tableShape = z.record(z.string(), fileShape);

/** One file of the studio: its media type, a tag of its content, and in which encodings it lies beside itself. */
export type StudioFile = z.infer<typeof fileShape>;
export type StudioEncoding = StudioFile['encodings'][number];

export interface StudioFiles {
  /** The content security policy of what they are. */
  readonly policy: string;
  /** What a path names, such as `index.html`; undefined when nothing, or while nothing is built. */
  find(path: string): StudioFile | undefined;
  /** Where the content of a file lies. */
  pathOf(path: string, encoding: StudioEncoding | undefined): string;
}

const SUFFIXES: Readonly<Record<StudioEncoding, string>> = { br: '.br', gzip: '.gz' };

/**
 * The files that the studio's build left in a folder, by its table `files.json`: nothing that the table has not can be
 * asked for. A build that ends later, or replaces another, counts from then on.
 */
export function openStudioFiles(folder: string, issuerOrigin: string | null = null): StudioFiles {
  const table = join(folder, 'files.json');
  let readAt = 0;
  let files = new Map<string, StudioFile>();

  const refresh = (): void => {
    const changedAt = statSync(table, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (changedAt === readAt) return;
    const rows = changedAt === 0 ? {} : tableShape.parse(JSON.parse(readFileSync(table, 'utf8')));
    files = new Map(Object.entries(rows));
    readAt = changedAt;
  };

  return {
    policy: contentPolicy(issuerOrigin),
    find(path) {
      refresh();
      return files.get(path);
    },
    pathOf: (path, encoding) => join(folder, path + (encoding === undefined ? '' : SUFFIXES[encoding])),
  };
}
