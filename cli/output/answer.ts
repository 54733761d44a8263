import { Option, type Command } from 'commander';
import { JoineryError } from '../../kit/errors.js';
import { RegistryRefusalError } from '../registry-client/registry-refusal-error.js';
import type { CliContext } from '../context.js';
import { styleFor, type Style } from './style.js';
import { writeOutput } from './write-output.js';

export interface AnswerFlags {
  readonly output?: string;
  readonly format: 'plain' | 'json';
}

/** What a verb has to say. */
export interface Answer {
  /** For programs. */
  readonly data: unknown;
  /** For people. */
  readonly text: (style: Style) => string;
  /** What the command ends with although there is an answer. */
  readonly error?: JoineryError;
  /** Whether a file of it is for nobody else. */
  readonly isSecret?: boolean;
}

/** Adds `--output` and `--format`. */
export function withAnswerOptions(verb: Command): Command {
  return verb
    .option('--output <file>', 'write to a file instead of the standard output')
    .addOption(new Option('--format <format>', 'how to answer').choices(['plain', 'json']).default('plain'));
}

/**
 * Writes what `work` answers: as text, or with `--format json` as `{ json_version, data, error }`, also when it fails.
 * What is thrown is thrown on, for the line on the standard error stream and the exit code.
 */
export async function answer(flags: AnswerFlags, context: CliContext, work: () => Promise<Answer>): Promise<void> {
  const {
    data,
    text,
    error,
    isSecret = false,
  } = await work().catch((failure: unknown) => {
    if (flags.format === 'json') context.stdout.write(json(null, failure));
    throw failure;
  });
  const output = { path: flags.output, isSecret };
  const written = flags.format === 'json' ? json(data, error) : text(styleFor(flags, context));
  await writeOutput(written, output, context);
  if (error) throw error;
}

function json(data: unknown, error: unknown): string {
  return `${JSON.stringify({ json_version: 1, data, error: error === undefined ? null : told(error) }, null, 2)}\n`;
}

function told(error: unknown): { readonly code: string; readonly message: string } {
  if (error instanceof JoineryError || error instanceof RegistryRefusalError) {
    return { code: error.code, message: error.message };
  }
  return { code: 'INTERNAL', message: 'internal error' };
}
