import type { Command } from 'commander';
import { JoineryError } from '../kit/errors.js';
import type { CliContext } from './context.js';

const TIMEOUT_MS = 5_000;

/** `joinery health <url>`: whether a health path answers well, as containers ask it. */
export function addHealth(program: Command, { stdout, signal }: CliContext): void {
  program
    .command('health')
    .description('ask a health path; exit code 0 when it answers well')
    .argument('<url>', 'for example http://127.0.0.1:4000/health/ready')
    .action(async (url: string) => {
      const response = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]) }).catch(
        (error: Error) => {
          const { code } = (error.cause ?? {}) as NodeJS.ErrnoException;
          throw new JoineryError('NOT_HEALTHY', `${url} does not answer (${code ?? error.message})`, { cause: error });
        },
      );
      const text = await response.text();
      if (!response.ok) throw new JoineryError('NOT_HEALTHY', `${url} answers ${response.status} ${text}`);
      stdout.write(`${text}\n`);
    });
}
