import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import { withAnswerOptions, type Answer, type AnswerFlags } from '../output/answer.js';
import type { ClientFlags } from './config.js';
import type { RegistryClient } from './registry-client.js';
import { withRegistryOptions } from './registry-options.js';

export type RegistryFlags = ClientFlags & AnswerFlags;

/** Adds a verb that asks the registry, with the flags that all of them have. */
export function registryVerb(group: Command, nameAndArguments: string, description: string): Command {
  return withAnswerOptions(withRegistryOptions(group.command(nameAndArguments).description(description)));
}

/** Answers a verb with what `work` reads from the registry or has it do. */
export async function answerFromRegistry(
  flags: RegistryFlags,
  context: CliContext,
  work: (registry: RegistryClient) => Promise<Answer>,
): Promise<void> {
  const { answer } = await import('../output/answer.js');
  const { withRegistry } = await import('./registry-client.js');
  await answer(flags, context, () => withRegistry(flags, context, work));
}
