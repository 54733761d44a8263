import type { Command } from 'commander';
import { join } from 'node:path';
import { JoineryError } from '../kit/errors.js';
import { PACKAGE_ROOT } from '../kit/package-root.js';
import { readFileText } from '../kit/read-file-text.js';
import type { CliContext } from './context.js';
import type { ClientFlags } from './registry-client/config.js';
import { withRegistryOptions } from './registry-client/registry-options.js';

export interface SupergraphFlags extends ClientFlags {
  readonly supergraph?: string;
}

/** Adds what chooses a supergraph: a file, or the live one of a registry. */
export function withSupergraphOptions(verb: Command): Command {
  return withRegistryOptions(
    verb.option(
      '--supergraph <file>',
      'file with the composed supergraph, or supergraph.yaml (default: schema/supergraph.graphql)',
    ),
  );
}

/**
 * The supergraph that flags choose, and what to call it. Throws `FILE_UNREADABLE`, `CONFIG_INVALID`, `COMPOSITION_FAILED`,
 * `REGISTRY_UNREACHABLE` or what the registry refuses.
 */
export async function readSupergraphText(
  flags: SupergraphFlags,
  context: CliContext,
): Promise<{ readonly sdl: string; readonly source: string }> {
  chosenOnce(flags);
  if (namesRegistry(flags, context)) return { sdl: await liveIn(flags, context), source: 'the live supergraph' };
  const file = flags.supergraph ?? join(PACKAGE_ROOT, 'schema', 'supergraph.graphql');
  return { sdl: /\.ya?ml$/i.test(file) ? await composed(file, context) : readFileText(file), source: file };
}

/** Whether the supergraph is that of a registry, which a flag names or else the environment. */
export function namesRegistry({ supergraph, registry }: SupergraphFlags, { env }: CliContext): boolean {
  return supergraph === undefined && (registry ?? env['JOINERY_REGISTRY_URL'] ?? '') !== '';
}

/** Throws `CONFIG_INVALID` when flags choose two supergraphs. */
export function chosenOnce({ supergraph, registry }: SupergraphFlags): void {
  if (supergraph === undefined || registry === undefined) return;
  throw new JoineryError('CONFIG_INVALID', 'give --supergraph or --registry, not both');
}

async function liveIn(flags: SupergraphFlags, context: CliContext): Promise<string> {
  const { withRegistry } = await import('./registry-client/registry-client.js');
  const { FETCH_SUPERGRAPH } = await import('./registry-client/operations.js');
  return withRegistry(flags, context, async (registry) => {
    const { supergraph } = await registry.ask<{ supergraph: { sdl: string } | null }>(FETCH_SUPERGRAPH, {});
    if (supergraph) return supergraph.sdl;
    throw new JoineryError('REGISTRY_UNUSABLE', `${registry.config.url} has no supergraph: nothing was published yet`);
  });
}

async function composed(file: string, { env }: CliContext): Promise<string> {
  const { composeFile } = await import('../composition/compose-file.js');
  const { compositionError } = await import('../composition/composition-error.js');
  const result = await composeFile(file, { env });
  if (result.kind !== 'composed') throw compositionError(file, result);
  return result.sdl;
}
