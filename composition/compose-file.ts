import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import type { Environment } from '../kit/env.js';
import { JoineryError } from '../kit/errors.js';
import { composeApart } from './compose-apart.js';
import type { Hint, Problem } from './problem.js';
import { readSchemas, schemaFiles } from './read-schemas.js';
import { readSupergraphConfig, type ReadConfig } from './read-supergraph-config.js';

/** What came of a `supergraph.yaml`. */
export type ComposedFile =
  | { readonly kind: 'composed'; readonly sdl: string; readonly hints: readonly Hint[] }
  /** `unreadable`: the file, or a schema that it names; `contradicting`: the schemas do not compose. */
  | { readonly kind: 'unreadable' | 'contradicting'; readonly problems: readonly Problem[] };

export interface ComposeOptions {
  /** The variables that the file may name. */
  readonly env: Environment;
  /** Called with the files of schemas before they are read. */
  readonly onFiles?: (files: readonly string[]) => void;
}

/**
 * Composes what a `supergraph.yaml` names: read, put variables in, check, read schemas, compose. `-` is the standard
 * input. Throws `FILE_UNREADABLE`.
 */
export async function composeFile(file: string, { env, onFiles }: ComposeOptions): Promise<ComposedFile> {
  const { config, problems, placeOf } = readSupergraphConfig(await textOf(file), file, env);
  if (!config) return { kind: 'unreadable', problems };
  onFiles?.(schemaFiles(config, file));
  const read = await readSchemas(config, file, placeOf);
  if (read.problems.length > 0) return { kind: 'unreadable', problems: read.problems };
  const composition = await composeApart(read.schemas);
  if (composition.kind === 'composed') return composition;
  return { kind: 'contradicting', problems: composition.problems.map((one) => placed(one, placeOf)) };
}

/** A problem with the lines of its subgraphs in the file. */
function placed(problem: Problem, placeOf: ReadConfig['placeOf']): Problem {
  return { ...problem, places: [...problem.subgraphs.map(placeOf), ...problem.places] };
}

async function textOf(file: string): Promise<string> {
  if (file === '-') return text(process.stdin);
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new JoineryError('FILE_UNREADABLE', `${file} (${error.code}). Correct the path`, { cause: error });
  });
}
