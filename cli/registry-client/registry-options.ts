import type { Command } from 'commander';

/** Adds what every verb has that asks the registry. */
export function withRegistryOptions(verb: Command): Command {
  return verb
    .option('--registry <url>', 'address of the registry (default: JOINERY_REGISTRY_URL)')
    .option('--token-file <file>', 'file with the token, - for the standard input (default: JOINERY_REGISTRY_TOKEN)')
    .option('--client-timeout <seconds>', 'how long the registry may take to answer (default: 60)');
}
