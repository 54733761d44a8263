import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { JoineryError } from '../../kit/errors.js';
import { PACKAGE_ROOT } from '../../kit/package-root.js';

export interface NewSubgraph {
  readonly name: string;
  /** A folder of `cli/templates/`. */
  readonly template: string;
  readonly port: number;
  readonly folder: string;
}

const SUFFIX = '.template';
/** Files whose names git or npm would act on in this repository. */
const HIDDEN: Readonly<Record<string, string>> = { gitignore: '.gitignore', dockerignore: '.dockerignore' };

/**
 * Writes a template into a folder that is empty or not there yet, and gives the names of the files. Throws
 * `CONFIG_INVALID` for a name that no registry takes or a folder with something in it, and `FILE_UNWRITABLE`.
 */
export async function writeTemplate({ name, template, port, folder }: NewSubgraph): Promise<string[]> {
  assertName(name);
  await assertEmpty(folder);
  const values = { ...namesOf(name), port: String(port), joinery: pathToJoinery(folder) };
  const from = join(PACKAGE_ROOT, 'cli', 'templates', template);
  const sources = (await readdir(from, { recursive: true })).filter((file) => file.endsWith(SUFFIX)).sort();
  const written: string[] = [];
  for (const source of sources) {
    const file = targetOf(source);
    await writeNew(join(folder, file), filled(await readFile(join(from, source), 'utf8'), values));
    written.push(file.replaceAll(sep, '/'));
  }
  return written;
}

function assertName(name: string): void {
  if (/^[a-z][a-z0-9-]{1,62}$/.test(name)) return;
  throw new JoineryError(
    'CONFIG_INVALID',
    `the name must have 2 to 63 small letters, digits and hyphens and begin with a letter, and is ${name.slice(0, 80)}`,
  );
}

async function assertEmpty(folder: string): Promise<void> {
  const present = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw new JoineryError('FILE_UNWRITABLE', `${folder} (${error.code}). Choose another --folder`, { cause: error });
  });
  if (present.length === 0) return;
  throw new JoineryError(
    'CONFIG_INVALID',
    `${folder} has files already, which are never overwritten. Choose another --folder`,
  );
}

async function writeNew(path: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text, { flag: 'wx' });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new JoineryError('FILE_UNWRITABLE', `${path} (${code}). Choose another --folder`, { cause: error });
  }
}

function targetOf(source: string): string {
  const file = source.slice(0, -SUFFIX.length);
  return HIDDEN[file] ?? file;
}

/** Names of GraphQL that a type cannot have. */
const TAKEN = new Set(['Query', 'Mutation', 'Subscription', 'String', 'Int', 'Float', 'Boolean', 'Id']);

/** The name in the forms that code needs: `culture-resources`, `CultureResources`, `cultureResources`. */
function namesOf(name: string): Readonly<Record<string, string>> {
  const words = name.split('-').filter((word) => word !== '');
  const joined = words.map((word) => word[0]!.toUpperCase() + word.slice(1)).join('');
  const type = TAKEN.has(joined) ? `${joined}Record` : joined;
  const field = type[0]!.toLowerCase() + type.slice(1);
  return { name, Type: type, field, Service: `${type}Subgraph`, words: words.join(' ') };
}

function pathToJoinery(folder: string): string {
  return relative(resolve(folder), PACKAGE_ROOT).replaceAll(sep, '/') || '.';
}

function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => values[name]!);
}
