import type { z } from 'zod';
import { JoineryError } from './errors.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads settings from the environment by a zod object whose keys are variable names. Empty variables count as unset.
 * Throws one `CONFIG_INVALID` that names every variable that is wrong.
 */
export function readEnv<Schema extends z.ZodObject>(schema: Schema, env: Environment): z.infer<Schema> {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new JoineryError('CONFIG_INVALID', problems.join('; '));
}

/** Tries to read several configurations. Throws one `CONFIG_INVALID` that names what is wrong with all of them. */
export function assertReadable(reads: readonly (() => unknown)[]): void {
  const problems = new Set(reads.flatMap(problemsOf));
  if (problems.size > 0) throw new JoineryError('CONFIG_INVALID', [...problems].join('; '));
}

function problemsOf(read: () => unknown): readonly string[] {
  try {
    read();
    return [];
  } catch (error) {
    if (error instanceof JoineryError && error.code === 'CONFIG_INVALID') return error.detail.split('; ');
    throw error;
  }
}
