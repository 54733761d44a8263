import type { Command } from 'commander';
import { isSignedBy, readPublicKey, sha256 } from '../../kit/release-signature.js';
import { JoineryError } from '../../kit/errors.js';
import type { CliContext } from '../context.js';
import { wholeNumber } from '../output/whole-number.js';
import type { FetchedSupergraph } from '../registry-client/answers.js';
import { FETCH_SUPERGRAPH } from '../registry-client/operations.js';
import { RegistryRefusalError } from '../registry-client/registry-refusal-error.js';
import { answerFromRegistry, registryVerb, type RegistryFlags } from '../registry-client/registry-verb.js';

interface FetchFlags extends RegistryFlags {
  readonly serial?: number;
}

/** `joinery supergraph fetch`: the live supergraph or an earlier one, with its signature verified where a key is named. */
export function addFetchOfSupergraph(supergraph: Command, context: CliContext): void {
  registryVerb(supergraph, 'fetch', 'write out the live supergraph, and verify its signature')
    .argument('[graph-ref]', 'not needed: a registry has one graph')
    .option('--serial <number>', 'an earlier one, see joinery supergraph history', wholeNumber)
    .option('--key <key>', 'public key that must have signed it (default: JOINERY_REGISTRY_KEY)')
    .action((_graphRef: string | undefined, flags: FetchFlags) => fetchSupergraph(flags, context));
}

function fetchSupergraph(flags: FetchFlags, context: CliContext): Promise<void> {
  return answerFromRegistry(flags, context, async (registry) => {
    const { serial } = flags;
    const { key } = registry.config;
    const variables = serial === undefined ? {} : { serial };
    const fetched = await registry.ask<{ supergraph: FetchedSupergraph | null }>(FETCH_SUPERGRAPH, variables);
    if (!fetched.supergraph) {
      const what = serial === undefined ? 'nothing was published yet' : `there is no supergraph ${serial}`;
      throw new RegistryRefusalError('NOT_FOUND', `It does not exist: ${what}`);
    }
    const { supergraph } = fetched;
    if (key === undefined) context.stderr.write('The signature was not verified: no --key is named\n');
    else assertSigned(supergraph, key);
    return { data: { ...supergraph, verified: key !== undefined }, text: () => supergraph.sdl };
  });
}

/** Throws `CONFIG_INVALID` for what is no key, and `SIGNATURE_INVALID`. */
function assertSigned({ sdl, sdlHash, serial, createdAt, signature }: FetchedSupergraph, key: string): void {
  const publicKey = readPublicKey(key);
  if (!publicKey) throw new JoineryError('CONFIG_INVALID', '--key must be the 32 bytes of an Ed25519 key in base64');
  if (sha256(sdl) !== sdlHash) {
    throw new JoineryError('SIGNATURE_INVALID', `the schema of supergraph ${serial} has another hash than was signed`);
  }
  if (!isSignedBy(publicKey, { serial, sdlHash, createdAt }, signature)) {
    throw new JoineryError('SIGNATURE_INVALID', `supergraph ${serial} is not signed by the key that is trusted`);
  }
}
