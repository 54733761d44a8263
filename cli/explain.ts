import type { Command } from 'commander';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { JoineryError } from '../kit/errors.js';
import { PACKAGE_ROOT } from '../kit/package-root.js';
import type { CliContext } from './context.js';

/** `joinery explain <code>`: what `docs/errors.md` says about a code, offline. */
export function addExplain(program: Command, { stdout }: CliContext): void {
  program
    .command('explain')
    .description('explain an error code')
    .argument('<code>', 'for example PORT_IN_USE')
    .action((code: string) => {
      const page = readFileSync(join(PACKAGE_ROOT, 'docs', 'errors.md'), 'utf8');
      const found = explanations(page, code.toUpperCase());
      if (found.length === 0) {
        throw new JoineryError('CONFIG_INVALID', `there is no error code ${code}; docs/errors.md lists all`);
      }
      stdout.write(`${found.join('\n\n')}\n`);
    });
}

/** What each section of the page says about a code: the cells of its row under the names of their columns. */
function explanations(page: string, code: string): string[] {
  return page.split(/^## /m).flatMap((section) => {
    const lines = section.split('\n');
    const row = lines.find((line) => line.startsWith(`| \`${code}\` |`));
    const head = lines.find((line) => line.startsWith('| code |'));
    if (row === undefined || head === undefined) return [];
    const names = cells(head);
    const [, ...values] = cells(row);
    return [
      `${code} (${lines[0]!.toLowerCase()})\n${values.map((value, i) => `  ${names[i + 1]}: ${value}`).join('\n')}`,
    ];
  });
}

function cells(row: string): string[] {
  return row
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}
