import type { Command } from 'commander';
import { basename, join } from 'node:path';
import { JoineryError } from '../../kit/errors.js';
import type { OperationLosses } from '../../partner/survive/find-losses.js';
import type { CliContext } from '../context.js';
import { answer, withAnswerOptions, type Answer, type AnswerFlags } from '../output/answer.js';
import { writeOutput } from '../output/write-output.js';
import { survivalText } from '../report/survival-report.js';
import { readSupergraphText, withSupergraphOptions, type SupergraphFlags } from '../supergraph-option.js';

interface SurviveFlags extends AnswerFlags, SupergraphFlags {
  readonly operations: string;
  readonly write?: boolean;
}

/** `joinery supergraph survive`: what the answer to each operation loses when a subgraph is down. */
export function addSurvive(supergraph: Command, context: CliContext): void {
  const verb = supergraph
    .command('survive')
    .description('tell what each operation loses when a subgraph is down')
    .requiredOption('--operations <folder>', 'folder with operations in files *.graphql')
    .option('--write', 'write into each file which subgraphs its operations survive, as # @survives');
  withAnswerOptions(withSupergraphOptions(verb)).action((flags: SurviveFlags) =>
    answer(flags, context, () => survive(flags, context)),
  );
}

async function survive(flags: SurviveFlags, context: CliContext): Promise<Answer> {
  const { readOperations } = await import('../../partner/survive/read-operations.js');
  const { findLosses } = await import('../../partner/survive/find-losses.js');
  const { createStand } = await import('../../partner/survive/stand.js');
  const { createVariablesFor } = await import('../../partner/survive/variables-for.js');
  const operations = readOperations(flags.operations);
  const { sdl, source } = await readSupergraphText(flags, context);
  const stand = createStand(sdl, basename(source));
  await stand.start();
  try {
    const variables = createVariablesFor(sdl);
    const found = await findLosses(stand, operations, { signal: context.signal, variables });
    if (flags.write) await write({ folder: flags.operations, found, subgraphs: stand.subgraphs }, context);
    const error = flags.write ? undefined : await broken(found, stand.subgraphs);
    return {
      data: {
        subgraphs: stand.subgraphs,
        operations: found.map((one) => ({ ...one, losses: Object.fromEntries(one.losses) })),
      },
      text: (style) => survivalText(found, stand.subgraphs, style),
      ...(error ? { error } : {}),
    };
  } finally {
    await stand.stop();
  }
}

interface Writing {
  readonly folder: string;
  readonly found: readonly OperationLosses[];
  readonly subgraphs: readonly string[];
}

async function write({ folder, found, subgraphs }: Writing, context: CliContext): Promise<void> {
  const { survives } = await import('../../partner/survive/find-losses.js');
  const { withSurvives } = await import('../../partner/survive/read-operations.js');
  const { readFileText } = await import('../../kit/read-file-text.js');
  for (const file of new Set(found.map((one) => one.file))) {
    const own = found.filter((one) => one.file === file);
    if (own.some(({ problem }) => problem !== null)) continue;
    const names = subgraphs.filter((subgraph) => own.every((one) => survives(one, subgraph)));
    const path = join(folder, file);
    await writeOutput(withSurvives(readFileText(path), names), { path }, context);
  }
}

/** What does not hold of what files say; undefined when all does. */
async function broken(
  found: readonly OperationLosses[],
  subgraphs: readonly string[],
): Promise<JoineryError | undefined> {
  const { survives } = await import('../../partner/survive/find-losses.js');
  const unusable = found.flatMap((one) => {
    const unknown = one.survives.filter((name) => !subgraphs.includes(name));
    if (unknown.length > 0) return [`${one.file} says @survives ${unknown.join(', ')}, and there is no such subgraph`];
    return one.problem !== null && one.survives.length > 0 ? [`${one.file} cannot be run: ${one.problem}`] : [];
  });
  if (unusable.length > 0) return new JoineryError('OPERATION_INVALID', unusable.join('; '));
  const lost = found.flatMap((one) => {
    const without = one.survives.filter((name) => !survives(one, name));
    return without.length === 0 ? [] : [`${one.file} answers nothing without ${without.join(', ')}`];
  });
  if (lost.length === 0) return undefined;
  return new JoineryError(
    'OPERATION_NOT_SURVIVED',
    `${lost.join('; ')}. Let what leads there be null, or correct @survives`,
  );
}
