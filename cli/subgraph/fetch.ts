import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import { wholeNumber } from '../output/whole-number.js';
import type { FetchedVersion } from '../registry-client/answers.js';
import { FETCH_LIVE_SUBGRAPH, FETCH_SUBGRAPH_VERSION } from '../registry-client/operations.js';
import { answerFromRegistry, registryVerb, type RegistryFlags } from '../registry-client/registry-verb.js';
import { RegistryRefusalError } from '../registry-client/registry-refusal-error.js';

interface FetchFlags extends RegistryFlags {
  readonly name: string;
  readonly version?: number;
}

interface Fetched {
  readonly subgraph: { readonly version: FetchedVersion | null } | null;
}

/** `joinery subgraph fetch`: the schema of a version as it was published. */
export function addFetch(subgraph: Command, context: CliContext): void {
  registryVerb(subgraph, 'fetch', 'write out the schema of a subgraph')
    .argument('[graph-ref]', 'not needed: a registry has one graph')
    .requiredOption('--name <subgraph>', 'name of the subgraph')
    .option('--version <number>', 'an earlier version (default: the live one)', wholeNumber)
    .action((_graphRef: string | undefined, flags: FetchFlags) =>
      answerFromRegistry(flags, context, async (registry) => {
        const { name, version: number } = flags;
        const fetched =
          number === undefined
            ? await registry.ask<Fetched>(FETCH_LIVE_SUBGRAPH, { name })
            : await registry.ask<Fetched>(FETCH_SUBGRAPH_VERSION, { name, number });
        const version = versionIn(fetched, flags);
        return { data: { subgraph: name, ...version }, text: () => withLineEnd(version.sdl) };
      }),
    );
}

function versionIn({ subgraph }: Fetched, { name, version: number }: FetchFlags): FetchedVersion {
  if (!subgraph) throw new RegistryRefusalError('NOT_FOUND', `It does not exist: there is no subgraph ${name}`);
  if (subgraph.version) return subgraph.version;
  const what = number === undefined ? 'has no live version; name one by --version' : `has no version ${number}`;
  throw new RegistryRefusalError('NOT_FOUND', `It does not exist: ${name} ${what}`);
}

function withLineEnd(sdl: string): string {
  return sdl.endsWith('\n') ? sdl : `${sdl}\n`;
}
