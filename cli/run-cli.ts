import { CommanderError } from 'commander';
import { JoineryError } from '../kit/errors.js';
import type { CliContext } from './context.js';
import { createProgram } from './program.js';
import { RegistryRefusalError } from './registry-client/registry-refusal-error.js';

/** Ends commands that failed for a reason without a code. */
const INTERNAL_EXIT_CODE = 70;
const STOPPED_EXIT_CODE = 130;

/** Runs one command and gives its exit code. What goes wrong is one line on the standard error stream. */
export async function runCli(args: readonly string[], context: CliContext): Promise<number> {
  const program = createProgram(context);
  try {
    await program.parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    return report(error, context, program.opts<{ verbose?: boolean }>().verbose === true);
  }
}

function report(error: unknown, { stderr, signal }: CliContext, verbose: boolean): number {
  // Commander has written its own line already.
  if (error instanceof CommanderError) return error.exitCode;
  if (error instanceof JoineryError || error instanceof RegistryRefusalError) {
    stderr.write(`${error.code}: ${error.message.replaceAll(/\s*\n\s*/g, ' ')}\n`);
    return error.exitCode;
  }
  if (signal.aborted) {
    stderr.write('STOPPED: Stopped before the end\n');
    return STOPPED_EXIT_CODE;
  }
  const stack = error instanceof Error ? error.stack : String(error);
  stderr.write(
    verbose
      ? `INTERNAL: internal error\n${stack}\n`
      : 'INTERNAL: internal error. Run it with --verbose for the details\n',
  );
  return INTERNAL_EXIT_CODE;
}
