import { InvalidArgumentError, Option, type Command } from 'commander';
import type { CliContext } from '../context.js';
import { answer, withAnswerOptions, type AnswerFlags } from '../output/answer.js';

interface InitFlags extends AnswerFlags {
  readonly template: string;
  readonly folder?: string;
  readonly port: number;
}

/** `joinery subgraph init <name>`: a subgraph that works, in a folder of its own. No file is ever overwritten. */
export function addInit(subgraph: Command, context: CliContext): void {
  const verb = subgraph
    .command('init')
    .description('write a new subgraph that works: schema, resolvers, test, Dockerfile, pipeline')
    .argument('<name>', 'its name: small letters, digits and hyphens')
    .addOption(
      new Option('--template <template>', "what it is made of: Joinery's kit, or graphql-js alone")
        .choices(['kit', 'graphql-js'])
        .default('graphql-js'),
    )
    .option('--folder <folder>', 'where to write it (default: a folder of its name)')
    .option('--port <number>', 'where it listens', readPort, 4005);
  withAnswerOptions(verb).action((name: string, { folder, template, port, ...flags }: InitFlags) =>
    answer(flags, context, async () => {
      const { writeTemplate } = await import('./write-template.js');
      const target = folder ?? name;
      const files = await writeTemplate({ name, template, port, folder: target });
      return { data: { folder: target, files }, text: () => nextSteps(target, files) };
    }),
  );
}

function nextSteps(folder: string, files: readonly string[]): string {
  const written = files.map((file) => `  ${file}\n`).join('');
  return `Wrote ${folder}:\n${written}\nNow, with Node.js 22.18 or later:\n  cd ${folder}\n  npm install\n  npm test\n  npm start\n`;
}

function readPort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new InvalidArgumentError('Give 0 to 65535.');
  return port;
}
