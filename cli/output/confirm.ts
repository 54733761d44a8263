import { createInterface } from 'node:readline/promises';
import { JoineryError } from '../../kit/errors.js';
import type { CliContext } from '../context.js';

/** Asks on a terminal whether to go on. Throws `NOT_CONFIRMED` for every answer but yes, and where nobody can be asked. */
export async function confirm(question: string, isConfirmed: boolean, context: CliContext): Promise<void> {
  if (isConfirmed) return;
  const { stdin, stderr, signal } = context;
  if (!stdin.isTTY) {
    throw new JoineryError('NOT_CONFIRMED', `${question} Nobody can be asked here. Add --confirm`);
  }
  const lines = createInterface({ input: stdin, output: stderr });
  const said = await lines.question(`${question} [y/N] `, { signal }).finally(() => lines.close());
  if (!/^y(es)?$/i.test(said.trim())) throw new JoineryError('NOT_CONFIRMED', 'it was not confirmed');
}
