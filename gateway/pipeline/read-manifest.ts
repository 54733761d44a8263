import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { JoineryError } from '../../kit/errors.js';

const ofApollo = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  version: z.literal(1),
  operations: z.array(z.object({ id: z.string().min(1), body: z.string().min(1) })),
});
const byHash = z.record(z.string().min(1), z.string().min(1));

/**
 * Reads files of trusted documents: manifests of Apollo (`apollo-persisted-query-manifest`, version 1), or objects of
 * identifier and text as other tools write them. Throws `FILE_UNREADABLE` or `FILE_WRONG_FORMAT`.
 */
export async function readManifests(files: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const documents = new Map<string, string>();
  for (const file of files) {
    for (const [id, text] of documentsOf(await read(file), file)) {
      if ((documents.get(id) ?? text) !== text)
        throw new JoineryError('FILE_WRONG_FORMAT', `${file} has ${id} with another text than an earlier file`);
      documents.set(id, text);
    }
  }
  return documents;
}

async function read(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    const reason = error.code ?? error.message;
    throw new JoineryError('FILE_UNREADABLE', `the trusted documents ${file} (${reason}). Correct the path`);
  });
}

function documentsOf(text: string, file: string): (readonly [string, string])[] {
  const value = parsed(text);
  const apollo = ofApollo.safeParse(value);
  if (apollo.success) return apollo.data.operations.map(({ id, body }) => [id, body]);
  const plain = byHash.safeParse(value);
  if (plain.success && !('format' in plain.data)) return Object.entries(plain.data);
  throw new JoineryError(
    'FILE_WRONG_FORMAT',
    `${file} has no trusted documents. Give an apollo-persisted-query-manifest of version 1, or an object of hash and text`,
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
