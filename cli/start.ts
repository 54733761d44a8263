import type { Command } from 'commander';
import { runUntil } from '../kit/life-cycle.js';
import type { CliContext } from './context.js';

/** `joinery start`: everything in one process. */
export function addStart(program: Command, { env, stdout, stderr, signal }: CliContext): void {
  program
    .command('start')
    .description('start all subgraphs and the gateway in one process, with generated data on the first start')
    .action(async () => {
      const { createLocal } = await import('../deploy/local.js');
      const { welcome } = await import('../deploy/welcome.js');
      const local = await createLocal(env, { signal, stderr });
      await runUntil(signal, local, () => stdout.write(welcome(local.addresses())));
      stderr.write('Stopped\n');
    });
}
