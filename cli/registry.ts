import type { Command } from 'commander';
import { runUntil } from '../kit/life-cycle.js';
import type { RegistryFlags } from '../registry/config.js';
import type { CliContext } from './context.js';

/** `joinery registry`: where partners publish their subgraphs. */
export function addRegistry(program: Command, { env, stderr, signal }: CliContext): void {
  program
    .command('registry')
    .description('serve the registry, to which partners publish their subgraphs')
    .option('--port <number>', 'port to listen on (default: 4100)')
    .option('--host <address>', 'address to listen on (default: 127.0.0.1)')
    .option('--found', 'begin an empty registry with the contracts in schema/')
    .action(async ({ found, ...flags }: RegistryFlags & { readonly found?: boolean }) => {
      const { createRegistry } = await import('../registry/registry.js');
      const { readRegistryConfig } = await import('../registry/config.js');
      const { foundingFor } = await import('../deploy/founding.js');
      const { adminTokenNotice } = await import('../deploy/admin-token-notice.js');
      const registry = createRegistry(readRegistryConfig(flags, env), {
        ...(found ? { founding: foundingFor({}) } : {}),
        onAdminToken: (token) => stderr.write(adminTokenNotice(token)),
      });
      await runUntil(signal, registry, () => {
        stderr.write(
          `The registry listens on ${registry.url()}\nIts signatures have the key ${registry.publicKey()}\n`,
        );
      });
    });
}
