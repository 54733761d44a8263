import type { Command } from 'commander';
import { JoineryError } from '../../kit/errors.js';
import type { CliContext } from '../context.js';
import { answer, withAnswerOptions, type AnswerFlags } from '../output/answer.js';
import { readInput } from '../output/read-input.js';
import type { Finding } from '../registry-client/answers.js';
import { countsOf, findingsReport } from '../report/findings-report.js';
import { assertGraphql } from './assert-graphql.js';

interface LintFlags extends AnswerFlags {
  readonly schema: string;
  readonly name: string;
  readonly failOnWarnings?: boolean;
}

const SCHEMA_BYTES_MAX = 4 * 1024 * 1024;

/** `joinery subgraph lint`: what the registry would find in a schema alone; no registry is asked. */
export function addLint(subgraph: Command, context: CliContext): void {
  const verb = subgraph
    .command('lint')
    .description('check names, descriptions and deprecations of a schema, without a registry')
    .argument('[graph-ref]', 'not needed: a registry has one graph')
    .requiredOption('--schema <file>', 'the schema, - for the standard input')
    .option('--name <subgraph>', 'name of the subgraph', 'subgraph')
    .option('--fail-on-warnings', 'end with 2 for warnings, too');
  withAnswerOptions(verb).action((_graphRef: string | undefined, flags: LintFlags) => lint(flags, context));
}

function lint(flags: LintFlags, context: CliContext): Promise<void> {
  const { schema, name } = flags;
  return answer(flags, context, async () => {
    const { lintFindings } = await import('./lint-findings.js');
    const sdl = await readInput(schema, SCHEMA_BYTES_MAX, context);
    const sent = { subgraph: name, source: schema === '-' ? 'stdin' : schema };
    await assertGraphql(sdl, sent.source);
    const findings = lintFindings(name, sdl);
    const error = errorOf(findings, flags);
    return {
      data: { findings },
      text: (style) => findingsReport(findings, sent, style) || 'Nothing was found\n',
      ...(error ? { error } : {}),
    };
  });
}

function errorOf(
  findings: readonly Finding[],
  { schema, failOnWarnings = false }: LintFlags,
): JoineryError | undefined {
  const isGrave = ({ severity }: Finding) => severity === 'ERROR' || (failOnWarnings && severity === 'WARNING');
  return findings.some(isGrave) ? new JoineryError('LINT_FAILED', `${schema}: ${countsOf(findings)}`) : undefined;
}
