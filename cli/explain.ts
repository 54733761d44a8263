import type { Command } from 'commander';
import { JoineryError } from '../kit/errors.js';
import { nearestName } from '../kit/nearest-name.js';
import type { CliContext } from './context.js';
import { answer, withAnswerOptions, type AnswerFlags } from './output/answer.js';
import type { Style } from './output/style.js';

/** `joinery explain [code]`: what a code means, who acts and how; without a code, all of them. Offline. */
export function addExplain(program: Command, context: CliContext): void {
  const verb = program
    .command('explain')
    .description('explain a code of an error, hint, lint or check; without a code, list all')
    .argument('[code]', 'for example INVALID_FIELD_SHARING or PORT_IN_USE');
  withAnswerOptions(verb).action((code: string | undefined, flags: AnswerFlags) =>
    answer(flags, context, async () => {
      const { explain, listCodes } = await import('./explain/explain.js');
      const parts = code === undefined ? listCodes() : explain(code.toUpperCase());
      if (parts.length === 0)
        throw unknown(
          code!,
          listCodes().flatMap(({ codes }) => codes),
        );
      return { data: parts, text: (style: Style) => parts.map((part) => part.text(style)).join('\n') };
    }),
  );
}

function unknown(code: string, known: readonly string[]): JoineryError {
  const near = nearestName(code.toUpperCase(), known);
  const meant = near === undefined ? '' : ` did you mean ${near}?`;
  return new JoineryError('CONFIG_INVALID', `there is no error code ${code};${meant} joinery explain lists all`);
}
