import type { Command } from 'commander';
import { JoineryError } from '../kit/errors.js';
import type { CliContext } from './context.js';

/** `joinery audit verify`: the audit log of a gateway. */
export function addAudit(program: Command, { stdout }: CliContext): void {
  const audit = program.command('audit').description('check what a gateway has written down of special-category reads');
  audit
    .command('verify')
    .description('check that the audit log in a folder, or one file of it, is as it was written')
    .argument('<path>')
    .action(async (path: string) => {
      const { verifyAuditLog } = await import('../gateway/pipeline/verify-audit-log.js');
      const { entries, problem } = await verifyAuditLog(path).catch((error: NodeJS.ErrnoException) => {
        throw new JoineryError('FILE_UNREADABLE', `${path} (${error.code ?? error.message}). Correct the path`);
      });
      if (problem !== null)
        throw new JoineryError('AUDIT_LOG_CHANGED', `line ${problem.line} of ${problem.file}: ${problem.what}`);
      stdout.write(`${entries} entries, unchanged\n`);
    });
}
